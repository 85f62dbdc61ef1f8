"""Words of English speech that are written short: units, abbreviations, spelled names."""

# Unit as written after a number → (one, many).
UNITS: dict[str, tuple[str, str]] = {
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°": ("degree", "degrees"),
    "%": ("percent", "percent"),
    "mil": ("mil", "mils"), "mils": ("mil", "mils"),
    "mm": ("millimeter", "millimeters"), "cm": ("centimeter", "centimeters"),
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"),
    "µm": ("micron", "microns"), "μm": ("micron", "microns"),
    "in.": ("inch", "inches"), "in": ("inch", "inches"), '"': ("inch", "inches"),
    "ft": ("foot", "feet"), "ft.": ("foot", "feet"), "'": ("foot", "feet"),
    "yd": ("yard", "yards"), "yds": ("yard", "yards"), "mi": ("mile", "miles"),
    "sq ft": ("square foot", "square feet"), "sq. ft.": ("square foot", "square feet"),
    "sqft": ("square foot", "square feet"), "ft²": ("square foot", "square feet"),
    "ft2": ("square foot", "square feet"), "sf": ("square foot", "square feet"),
    "m²": ("square meter", "square meters"), "m2": ("square meter", "square meters"),
    "cu ft": ("cubic foot", "cubic feet"), "cu yd": ("cubic yard", "cubic yards"),
    "m³": ("cubic meter", "cubic meters"),
    "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "lb.": ("pound", "pounds"),
    "lbs.": ("pound", "pounds"), "oz": ("ounce", "ounces"), "oz.": ("ounce", "ounces"),
    "kg": ("kilogram", "kilograms"), "g": ("gram", "grams"), "mg": ("milligram", "milligrams"),
    "psi": ("P S I", "P S I"), "kPa": ("kilopascal", "kilopascals"),
    "gal": ("gallon", "gallons"), "gal.": ("gallon", "gallons"), "qt": ("quart", "quarts"),
    "L": ("liter", "liters"), "ml": ("milliliter", "milliliters"),
    "mL": ("milliliter", "milliliters"), "gpm": ("gallon per minute", "gallons per minute"),
    "cfm": ("C F M", "C F M"), "mph": ("mile per hour", "miles per hour"),
    "rpm": ("R P M", "R P M"), "V": ("volt", "volts"), "kV": ("kilovolt", "kilovolts"),
    "A": ("amp", "amps"), "mA": ("milliamp", "milliamps"), "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"), "kWh": ("kilowatt hour", "kilowatt hours"),
    "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "dB": ("decibel", "decibels"),
    "dBA": ("decibel", "decibels"), "BTU": ("B T U", "B T U"), "BTUs": ("B T U", "B T Us"),
    "hp": ("horsepower", "horsepower"), "HP": ("horsepower", "horsepower"),
    "hr": ("hour", "hours"), "hr.": ("hour", "hours"), "hrs": ("hour", "hours"),
    "hrs.": ("hour", "hours"), "h": ("hour", "hours"), "min": ("minute", "minutes"),
    "min.": ("minute", "minutes"), "mins": ("minute", "minutes"), "sec": ("second", "seconds"),
    "sec.": ("second", "seconds"), "secs": ("second", "seconds"), "s": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"), "yr": ("year", "years"), "yrs": ("year", "years"),
    "wk": ("week", "weeks"), "wks": ("week", "weeks"), "ga": ("gauge", "gauge"),
    "AWG": ("gauge", "gauge"), "Ω": ("ohm", "ohms"), "pcs": ("piece", "pieces"),
    "pc": ("piece", "pieces"), "x": ("time", "times"), "¢": ("cent", "cents"),
}  # fmt: skip

# After a slash: "$4/sq ft", "45/hr".
PER: dict[str, str] = {
    "month": "month", "mo": "month", "mo.": "month", "week": "week", "day": "day", "year": "year",
    "hour": "hour", "head": "head", "person": "person", "night": "night", "set": "set",
    "each": "each", "gallon": "gallon", "square": "square", "foot": "foot", "unit": "unit",
}  # fmt: skip

# Whole words with a period → spoken; they never end a sentence.
SHORT: dict[str, str] = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor",
    "e.g.": "for example", "i.e.": "that is", "approx.": "approximately", "vs.": "versus",
    "dept.": "department", "Dept.": "Department", "est.": "estimated", "temp.": "temperature",
    "appt.": "appointment", "govt.": "government", "Gov.": "Governor", "Capt.": "Captain",
    "Sgt.": "Sergeant", "Lt.": "Lieutenant", "Rev.": "Reverend", "Hon.": "Honorable",
    "incl.": "including", "excl.": "excluding", "max.": "maximum", "no.": "no.",
    "esp.": "especially", "Ft.": "Fort", "Mt.": "Mount", "ext.": "extension", "Ext.": "Extension",
    "apt.": "apartment", "Apt.": "Apartment", "fig.": "figure", "Fig.": "Figure",
    "misc.": "miscellaneous", "min.": "minimum", "qty.": "quantity", "ref.": "reference",
    "hrs.": "hours", "pt.": "part", "a.k.a.": "also known as", "w/": "with", "w/o": "without",
    "b/c": "because", "vs": "versus", "aka": "also known as",
}  # fmt: skip

# The same, where they may also end one.
SHORT_OR_END: dict[str, str] = {
    "etc.": "et cetera", "Inc.": "Incorporated", "Co.": "Company", "Jr.": "Junior",
    "Sr.": "Senior", "Ave.": "Avenue", "Blvd.": "Boulevard", "Rd.": "Road", "Ln.": "Lane",
    "Ct.": "Court", "Hwy.": "Highway", "Pkwy.": "Parkway", "Corp.": "Corporation",
    "Ltd.": "Limited", "U.S.": "U S", "U.S.A.": "U S A", "U.K.": "U K", "D.C.": "D C",
    "Ph.D.": "P H D",
}  # fmt: skip

MONTHS: dict[str, str] = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May",
    "Jun": "June", "Jul": "July", "Aug": "August", "Sep": "September", "Sept": "September",
    "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
DAYS: dict[str, str] = {
    "Mon.": "Monday", "Tue.": "Tuesday", "Tues.": "Tuesday", "Wed.": "Wednesday",
    "Thu.": "Thursday", "Thur.": "Thursday", "Thurs.": "Thursday", "Fri.": "Friday",
    "Sat.": "Saturday", "Sun.": "Sunday",
}  # fmt: skip

# Capitals said letter by letter; capitals without a vowel are, too.
SPELLED = frozenset(
    (
        "PA", "GC", "RFI", "AC", "DC", "AI", "API", "ATM", "CEO", "CFO", "DIY", "DJ", "EPA", "ETA",
        "FAQ", "FYI", "GPS", "HOA", "ID", "IT", "LA", "MC", "NDA", "NYC", "OT", "PC", "PO", "POS",
        "PPE", "PR", "PVC", "QA", "QR", "RFP", "RSVP", "SUV", "TV", "UK", "UL", "UPS", "US", "USA",
        "USB", "UV", "VAT", "VIP", "VOC", "VP", "LED", "LLC", "EIFS", "EPDM", "TPO", "ROI", "KPI",
        "CO", "HR", "HQ", "II", "ADA", "NEC", "IBC", "IRC", "BOM", "MSDS", "SDS", "GFCI", "AFCI",
        "CPVC", "PEX-A", "AHU", "VFD", "ABV", "IPA", "ASTM", "ISO", "ANSI", "AV", "CPR", "ER",
        "IPC", "IFGC", "IMC", "UPC", "NFPA", "AHRI", "ACCA", "ASME", "QI",
    )
)  # fmt: skip
SAID_AS: dict[str, str] = {
    "HVAC": "H vac", "ASAP": "ay sap", "OK": "okay", "PEX": "pex", "NIOSH": "nye osh",
    "OSHA": "Osha", "NASA": "Nasa", "LEED": "leed", "MDF": "M D F", "OSB": "O S B",
    "VOCs": "V O Cs",
    "TVs": "T Vs", "PAs": "P As", "RFIs": "R F Is", "GCs": "G Cs", "IDs": "I Ds", "LEDs": "L E Ds",
    "DJs": "D Js", "AM": "A M", "PM": "P M",
}  # fmt: skip

SYMBOLS: dict[str, str] = {
    "&": " and ", "@": " at ", "=": " equals ", "±": " plus or minus ", "≈": " about ",
    "≤": " at most ", "≥": " at least ", "×": " by ", "÷": " divided by ", "→": ", ",  # noqa: RUF001
    "©": "", "®": "", "™": "", "§": " section ", "€": " euros ", "£": " pounds ",
}  # fmt: skip
