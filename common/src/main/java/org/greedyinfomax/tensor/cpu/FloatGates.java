package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.Matrix;

/** {@link Gates} in single precision, for one sequence at a time. */
final class FloatGates {

  private final int hidden;
  private final float[] fromInput; // r, u, n
  private final float[] fromState;
  private final float[] before;
  private final float[] gates; // r, u, n, s_n
  private final float[] state;
  private final float[] sigmoids; // r, u
  private final float[] tangents;
  private final Exponential exponential;

  FloatGates(int hidden) {
    this.hidden = hidden;
    fromInput = new float[3 * hidden];
    fromState = new float[3 * hidden];
    before = new float[hidden];
    gates = new float[4 * hidden];
    state = new float[hidden];
    sigmoids = new float[2 * hidden];
    tangents = new float[hidden];
    exponential = new Exponential(2 * hidden);
  }

  void forward(
      Matrix inputs, Matrix states, Matrix previous, Matrix saved, Matrix output, int sequence) {
    take(inputs, sequence, fromInput);
    take(states, sequence, fromState);
    take(previous, sequence, before);
    int h = hidden;
    for (int i = 0; i < 2 * h; i++) {
      sigmoids[i] = -(fromInput[i] + fromState[i]);
    }
    exponential.of(sigmoids, 2 * h);
    for (int i = 0; i < 2 * h; i++) {
      sigmoids[i] = 1 / (1 + sigmoids[i]);
    }
    for (int i = 0; i < h; i++) {
      tangents[i] = 2 * (fromInput[2 * h + i] + sigmoids[i] * fromState[2 * h + i]);
    }
    exponential.of(tangents, h);
    for (int i = 0; i < h; i++) {
      tangents[i] = 1 - 2 / (tangents[i] + 1);
    }
    for (int i = 0; i < h; i++) {
      float u = sigmoids[h + i];
      state[i] = (1 - u) * tangents[i] + u * before[i];
    }
    System.arraycopy(sigmoids, 0, gates, 0, 2 * h);
    System.arraycopy(tangents, 0, gates, 2 * h, h);
    System.arraycopy(fromState, 2 * h, gates, 3 * h, h);
    give(saved, sequence, gates);
    give(output, sequence, state);
  }

  void backward(
      Matrix saved,
      Matrix previous,
      Matrix dOutput,
      Matrix dInputs,
      Matrix dStates,
      Matrix dPrevious,
      int sequence) {
    take(saved, sequence, gates);
    take(previous, sequence, before);
    take(dOutput, sequence, state);
    int h = hidden;
    float[] r = sigmoids; // its first half
    float[] n = tangents;
    System.arraycopy(gates, 0, r, 0, 2 * h);
    System.arraycopy(gates, 2 * h, n, 0, h);
    float[] dn = new float[h];
    for (int i = 0; i < h; i++) {
      dn[i] = state[i] * (1 - r[h + i]) * (1 - n[i] * n[i]);
    }
    for (int i = 0; i < h; i++) {
      fromInput[i] = dn[i] * gates[3 * h + i] * r[i] * (1 - r[i]);
    }
    for (int i = 0; i < h; i++) {
      float u = r[h + i];
      fromInput[h + i] = state[i] * (before[i] - n[i]) * u * (1 - u);
    }
    System.arraycopy(dn, 0, fromInput, 2 * h, h);
    System.arraycopy(fromInput, 0, fromState, 0, 2 * h);
    for (int i = 0; i < h; i++) {
      fromState[2 * h + i] = dn[i] * r[i];
    }
    for (int i = 0; i < h; i++) {
      before[i] = state[i] * r[h + i];
    }
    give(dInputs, sequence, fromInput);
    give(dStates, sequence, fromState);
    give(dPrevious, sequence, before);
  }

  private static void take(Matrix from, int row, float[] to) {
    ((FloatMemory) from.memory()).take(from.row(row), to, to.length);
  }

  private static void give(Matrix to, int row, float[] from) {
    ((FloatMemory) to.memory()).give(to.row(row), from, from.length);
  }
}
