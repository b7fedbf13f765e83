package org.greedyinfomax.tensor.nd4j;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.BlockSizes;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;
import org.greedyinfomax.tensor.WinogradTransforms;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The engine of ND4J's own operations, on whatever backend it has loaded: on a GPU with its CUDA
 * backend, in tests on the CPU.
 *
 * <p>It is made of {@link ArrayOperations} on views, and touches numbers from Java only where it is
 * asked for them. Which backend ND4J loads is decided before, by whoever starts the process.
 *
 * <p>What operations need in between is allocated once and used again; it is given back together
 * with the last block of memory that was {@link #allocate allocated}. Single precision is that of
 * the device: products and sums in 32 bits.
 */
public final class Nd4jEngine implements Engine {

  private final Precision precision;
  private final String device;
  private final ArrayOperations operations;
  private final Arena scratch;
  private final ArrayElementwise elementwise;
  private final ArrayGates gates;
  private final ArrayIm2col unfolding;
  private final ArrayRows rows;
  private final ArrayContrast candidates;
  private final ArrayCrossEntropy contrast;
  private long held; // numbers, with those of the scratch

  private Nd4jEngine(Precision precision, String device) {
    this.precision = precision;
    this.device = device;
    operations =
        new ArrayOperations(precision == Precision.SINGLE ? DataType.FLOAT : DataType.DOUBLE);
    scratch = new Arena(this);
    elementwise = new ArrayElementwise(operations, scratch);
    gates = new ArrayGates(operations, scratch);
    unfolding = new ArrayIm2col(operations);
    rows = new ArrayRows(operations, scratch);
    contrast = new ArrayCrossEntropy(operations, scratch);
    candidates = new ArrayContrast(operations, rows, contrast, scratch);
  }

  /**
   * Computes on ND4J's backend.
   *
   * @param device what that is, for people
   */
  public static Nd4jEngine onBackend(Precision precision, String device) {
    return new Nd4jEngine(precision, device);
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public BlockSizes blockSizes() {
    return BlockSizes.FOR_CACHES;
  }

  @Override
  public Memory allocate(long size) {
    ArrayMemory memory = new ArrayMemory(operations.type(), size, () -> release(size));
    held += size;
    return memory;
  }

  private void release(long size) {
    held -= size;
    if (held == scratch.capacity()) { // nothing else is left
      scratch.close();
      operations.release();
    }
  }

  @Override
  public void write(float[] from, Tensor to) {
    Shapes.requireSize(from.length, to);
    ArrayConversion.write(from, to);
  }

  @Override
  public void write(double[] from, Tensor to) {
    Shapes.requireSize(from.length, to);
    ArrayConversion.write(from, to);
  }

  @Override
  public float[] floats(Tensor tensor) {
    return ArrayConversion.floats(tensor);
  }

  @Override
  public double[] doubles(Tensor tensor) {
    return ArrayConversion.read(tensor);
  }

  @Override
  public boolean roundToHalf(Tensor x) {
    return ArrayConversion.roundToHalf(x);
  }

  @Override
  public void store(Tensor from, StorageType type, ByteBuffer to) {
    ArrayConversion.store(from, type, to);
  }

  @Override
  public void load(ByteBuffer from, StorageType type, Tensor to) {
    ArrayConversion.load(from, type, to);
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix c) {
    Shapes.requireProduct(a, b, c);
    operations.product(a, b, 0, c);
  }

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    Shapes.requireProduct(a, b, c);
    operations.product(a, b, 1, c);
  }

  @Override
  public void fill(Matrix x, double value) {
    elementwise.fill(x, value);
  }

  @Override
  public void copy(Matrix from, Matrix to) {
    elementwise.copy(from, to);
  }

  @Override
  public void transpose(Matrix from, Matrix to) {
    elementwise.transpose(from, to);
  }

  @Override
  public void add(Matrix from, Matrix to) {
    elementwise.add(from, to);
  }

  @Override
  public void addBias(Tensor bias, Matrix x) {
    elementwise.addBias(bias, x);
  }

  @Override
  public void addBiasRelu(Tensor bias, Matrix x) {
    elementwise.addBias(bias, x);
    elementwise.relu(x, x);
  }

  @Override
  public void relu(Matrix from, Matrix to) {
    elementwise.relu(from, to);
  }

  @Override
  public void reluGradient(Matrix y, Matrix dy) {
    elementwise.reluGradient(y, dy);
  }

  @Override
  public void addColumnSums(Matrix x, Tensor sums) {
    elementwise.addColumnSums(x, sums);
  }

  @Override
  public double sumOfSquares(Matrix x) {
    return elementwise.sumOfSquares(x);
  }

  @Override
  public void gruStep(
      Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state) {
    this.gates.forward(fromInput, fromState, previous, gates, state);
  }

  @Override
  public void gruGradient(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {
    this.gates.backward(gates, previous, dState, dFromInput, dFromState, dPrevious);
  }

  @Override
  public void gate(Matrix x, Matrix y) {
    gates.gate(x, y);
  }

  @Override
  public void gateGradient(Matrix gates, Matrix dy) {
    this.gates.gateGradient(gates, dy);
  }

  @Override
  public void im2col(Windows windows, Tensor images, int start, Matrix columns) {
    unfolding.im2col(windows, images, start, columns);
  }

  @Override
  public void col2im(Windows windows, Matrix columns, int start, Tensor images) {
    unfolding.col2im(windows, columns, start, images);
  }

  @Override
  public Optional<WinogradTransforms> winogradTransforms() {
    return Optional.empty();
  }

  @Override
  public void gather(Matrix from, int[] rows, int start, Matrix to) {
    this.rows.gather(from, Arrays.copyOfRange(rows, start, start + to.rows()), to);
  }

  @Override
  public void scatterAdd(Matrix from, Matrix to, int[] rows, int start) {
    this.rows.add(from, Arrays.copyOfRange(rows, start, start + from.rows()), to);
  }

  @Override
  public ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch) {
    ContrastSums sums = this.candidates.contrast(sets, weights, candidates, predicted, dCandidates);
    sets.forEachGap(
        predicted.length(0),
        predicted.length(1),
        (first, count) -> fill(predicted.matrix().rows(first, count), 0));
    return sums;
  }

  @Override
  public ContrastSums classify(Matrix scores, int[] classes, double scale) {
    return contrast.classify(scores, classes, scale);
  }

  @Override
  public void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    elementwise.adam(step, gradient, first, second, value);
  }
}
