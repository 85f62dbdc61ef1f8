import { render } from "preact";
import { App } from "./app";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/shape.css";
import "./screens/screens.css";
import { acceptLink } from "./wire/access";

render(<App link={acceptLink()} />, document.getElementById("app")!);
