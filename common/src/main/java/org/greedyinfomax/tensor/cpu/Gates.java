package org.greedyinfomax.tensor.cpu;

import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;

/** The gates of a gated recurrent unit and of a PixelCNN, see {@link Engine}. */
final class Gates {

  private Gates() {}

  static void forward(
      Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state) {
    if (state.memory() instanceof FloatMemory) {
      FloatGates gatesOfOne = new FloatGates(state.columns());
      for (int b = 0; b < state.rows(); b++) {
        gatesOfOne.forward(fromInput, fromState, previous, gates, state, b);
      }
      return;
    }
    HostMemory xs = host(fromInput.memory());
    HostMemory ss = host(fromState.memory());
    HostMemory before = host(previous.memory());
    HostMemory saved = host(gates.memory());
    HostMemory after = host(state.memory());
    int hidden = state.columns();
    for (int b = 0; b < state.rows(); b++) {
      long x = fromInput.row(b);
      long s = fromState.row(b);
      long g = gates.row(b);
      for (int i = 0; i < hidden; i++) {
        double r = sigmoid(xs.get(x + i) + ss.get(s + i));
        double u = sigmoid(xs.get(x + hidden + i) + ss.get(s + hidden + i));
        double stateN = ss.get(s + 2L * hidden + i);
        double n = Math.tanh(xs.get(x + 2L * hidden + i) + r * stateN);
        saved.put(g + i, r);
        saved.put(g + hidden + i, u);
        saved.put(g + 2L * hidden + i, n);
        saved.put(g + 3L * hidden + i, stateN);
        after.put(state.row(b) + i, (1 - u) * n + u * before.get(previous.row(b) + i));
      }
    }
  }

  static void backward(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {
    if (dState.memory() instanceof FloatMemory) {
      FloatGates gatesOfOne = new FloatGates(dState.columns());
      for (int b = 0; b < dState.rows(); b++) {
        gatesOfOne.backward(gates, previous, dState, dFromInput, dFromState, dPrevious, b);
      }
      return;
    }
    HostMemory saved = host(gates.memory());
    HostMemory before = host(previous.memory());
    HostMemory stateGradients = host(dState.memory());
    HostMemory dxs = host(dFromInput.memory());
    HostMemory dss = host(dFromState.memory());
    HostMemory dBefore = host(dPrevious.memory());
    int hidden = dState.columns();
    for (int b = 0; b < dState.rows(); b++) {
      long g = gates.row(b);
      long x = dFromInput.row(b);
      long s = dFromState.row(b);
      for (int i = 0; i < hidden; i++) {
        double r = saved.get(g + i);
        double u = saved.get(g + hidden + i);
        double n = saved.get(g + 2L * hidden + i);
        double stateN = saved.get(g + 3L * hidden + i);
        double dh = stateGradients.get(dState.row(b) + i);
        double dn = dh * (1 - u) * (1 - n * n);
        double du = dh * (before.get(previous.row(b) + i) - n) * u * (1 - u);
        double dr = dn * stateN * r * (1 - r);
        dxs.put(x + i, dr);
        dss.put(s + i, dr);
        dxs.put(x + hidden + i, du);
        dss.put(s + hidden + i, du);
        dxs.put(x + 2L * hidden + i, dn);
        dss.put(s + 2L * hidden + i, dn * r);
        dBefore.put(dPrevious.row(b) + i, dh * u);
      }
    }
  }

  static void gate(Matrix x, Matrix y) {
    Shapes.requireHalves(x, y);
    HostMemory gates = host(x.memory());
    HostMemory gated = host(y.memory());
    int channels = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      long g = x.row(r);
      for (int i = 0; i < channels; i++) {
        double t = Math.tanh(gates.get(g + i));
        double s = sigmoid(gates.get(g + channels + i));
        gates.put(g + i, t);
        gates.put(g + channels + i, s);
        gated.put(y.row(r) + i, t * s);
      }
    }
  }

  static void gateGradient(Matrix x, Matrix dy) {
    Shapes.requireHalves(x, dy);
    HostMemory gates = host(x.memory());
    HostMemory outputGradients = host(dy.memory());
    int channels = dy.columns();
    for (int r = 0; r < dy.rows(); r++) {
      long g = x.row(r);
      for (int i = 0; i < channels; i++) {
        double t = gates.get(g + i);
        double s = gates.get(g + channels + i);
        double d = outputGradients.get(dy.row(r) + i);
        gates.put(g + i, d * s * (1 - t * t));
        gates.put(g + channels + i, d * t * s * (1 - s));
      }
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
