"""How every model of ONNX runtime is loaded here: for many short runs beside one another."""

import onnxruntime as ort


def load_onnx(model: str | bytes, cpu_threads: int = 1) -> ort.InferenceSession:
    """A model from a path or from its bytes, as safe to call from many threads as any.

    Its threads do not spin, which would take the cores from the models beside it. It keeps no
    arena: one grows to the longest run ever made, 300 MB over all models, and is no quicker.
    Whatever ONNX runtime raises is left to the caller, who knows which model it is.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = cpu_threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
