package org.greedyinfomax.tensor.cuda;

import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;

/** The gates of a gated recurrent unit and of a PixelCNN. */
final class CudaGates {

  private CudaGates() {}

  static void forward(
      CudaStream stream,
      Matrix fromInput,
      Matrix fromState,
      Matrix previous,
      Matrix gates,
      Matrix state) {
    stream.launch(
        "gru_step",
        blocks(stream, state),
        fromInput,
        fromState,
        previous,
        gates,
        state,
        state.rows(),
        state.columns());
  }

  static void backward(
      CudaStream stream,
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {
    stream.launch(
        "gru_gradient",
        blocks(stream, dState),
        gates,
        previous,
        dState,
        dFromInput,
        dFromState,
        dPrevious,
        dState.rows(),
        dState.columns());
  }

  /** Starts the kernel of a gate or of its gradient. */
  static void gate(CudaStream stream, String kernel, Matrix gates, Matrix y) {
    Shapes.requireHalves(gates, y);
    stream.launch(kernel, blocks(stream, y), gates, y, y.rows(), y.columns());
  }

  private static int blocks(CudaStream stream, Matrix x) {
    return stream.blocks((long) x.rows() * x.columns());
  }
}
