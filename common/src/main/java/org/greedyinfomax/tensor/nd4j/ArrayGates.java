package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.view;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gates of a gated recurrent unit and of a PixelCNN, see {@link Engine}. What is set serves as
 * scratch until it is; where that is not enough, scratch is taken.
 */
final class ArrayGates {

  private final ArrayOperations operations;
  private final Arena scratch;

  ArrayGates(ArrayOperations operations, Arena scratch) {
    this.operations = operations;
    this.scratch = scratch;
  }

  void forward(Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state) {
    int hidden = state.columns();
    INDArray resetAndUpdate = view(gates.columns(0, 2 * hidden));
    INDArray r = part(gates, 0, hidden);
    INDArray u = part(gates, 1, hidden);
    INDArray n = part(gates, 2, hidden);
    INDArray stateN = part(gates, 3, hidden);
    INDArray h = view(state);
    operations.add(
        view(fromInput.columns(0, 2 * hidden)),
        view(fromState.columns(0, 2 * hidden)),
        resetAndUpdate);
    operations.sigmoid(resetAndUpdate);
    operations.copy(part(fromState, 2, hidden), stateN);
    operations.multiply(r, stateN, n);
    operations.add(n, part(fromInput, 2, hidden), n);
    operations.tanh(n);
    operations.subtract(view(previous), n, h); // (1 − u)∘n + u∘h₋₁ = n + u∘(h₋₁ − n)
    operations.multiply(h, u, h);
    operations.add(h, n, h);
  }

  void backward(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {
    int hidden = dState.columns();
    INDArray r = part(gates, 0, hidden);
    INDArray u = part(gates, 1, hidden);
    INDArray n = part(gates, 2, hidden);
    INDArray dh = view(dState);
    INDArray dr = part(dFromInput, 0, hidden);
    INDArray du = part(dFromInput, 1, hidden);
    INDArray dn = part(dFromInput, 2, hidden);
    INDArray room =
        part(dFromState, 2, hidden); // for 1 − u, for 1 − r, and then what belongs there
    operations.subtractFrom(1, u, room);
    operations.multiply(n, n, dn);
    operations.subtractFrom(1, dn, dn);
    operations.multiply(dn, dh, dn);
    operations.multiply(dn, room, dn); // dh∘(1 − u)∘(1 − n²)
    operations.subtract(view(previous), n, du);
    operations.multiply(du, dh, du);
    operations.multiply(du, u, du);
    operations.multiply(du, room, du); // dh∘(h₋₁ − n)∘u∘(1 − u)
    operations.subtractFrom(1, r, room);
    operations.multiply(dn, part(gates, 3, hidden), dr);
    operations.multiply(dr, r, dr);
    operations.multiply(dr, room, dr); // dn∘s_n∘r∘(1 − r)
    operations.copy(
        view(dFromInput.columns(0, 2 * hidden)), view(dFromState.columns(0, 2 * hidden)));
    operations.multiply(dn, r, room);
    operations.multiply(dh, u, view(dPrevious));
  }

  void gate(Matrix x, Matrix y) {
    Shapes.requireHalves(x, y);
    INDArray t = part(x, 0, y.columns());
    INDArray s = part(x, 1, y.columns());
    operations.tanh(t);
    operations.sigmoid(s);
    operations.multiply(t, s, view(y));
  }

  void gateGradient(Matrix gates, Matrix dy) {
    Shapes.requireHalves(gates, dy);
    ArrayParts.ofRows(
        dy.rows(),
        dy.columns(),
        (from, count) -> gradientOfPart(gates.rows(from, count), dy.rows(from, count)));
  }

  private void gradientOfPart(Matrix gates, Matrix dy) {
    try (Arena.Frame frame = scratch.frame()) {
      INDArray t = part(gates, 0, dy.columns());
      INDArray s = part(gates, 1, dy.columns());
      INDArray dt = view(scratch.allocate(dy.rows(), dy.columns()));
      INDArray product = view(scratch.allocate(dy.rows(), dy.columns()));
      operations.multiply(view(dy), s, dt);
      operations.multiply(dt, t, product);
      operations.multiply(t, t, t);
      operations.subtractFrom(1, t, t);
      operations.multiply(t, dt, t); // dy∘s∘(1 − t²)
      operations.subtractFrom(1, s, s);
      operations.multiply(s, product, s); // dy∘t∘s∘(1 − s)
    }
  }

  private static INDArray part(Matrix x, int index, int hidden) {
    return view(x.columns(index * hidden, hidden));
  }
}
