package org.greedyinfomax.tensor.cpu;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.Backend;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.AdamStep;
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
import org.nd4j.linalg.factory.Nd4j;

/**
 * The engine for CPUs: ND4J's off-heap arrays hold the numbers, the OpenBLAS that ND4J loads
 * multiplies them where they lie, and everything elementwise is one pass over the memory.
 *
 * <p>ND4J's own products copy views that are not plain arrays, and its elementwise operations take
 * several passes where one will do; both are passed by.
 */
public final class CpuEngine implements Engine {

  private final Precision precision;
  private final int threads;
  private final Optional<WinogradTransforms> winogradTransforms;

  private CpuEngine(Precision precision, int threads) {
    this.precision = precision;
    this.threads = threads;
    winogradTransforms =
        precision == Precision.SINGLE ? Optional.of(new FloatWinograd()) : Optional.empty();
  }

  /**
   * Binds the calling process to the CPU.
   *
   * @param threads that a product may use, at least 1. One number serves the whole process;
   *     products give the same bits as long as it stays the same.
   * @throws DeviceException if the process computes on a GPU already
   */
  public static CpuEngine onCpu(Precision precision, int threads) {
    Check.argument(threads >= 1, "threads must be at least 1, but is %d", threads);
    Backend.bind(DeviceChoice.CPU);
    Nd4j.factory().blas().setMaxThreads(threads);
    return new CpuEngine(precision, threads);
  }

  @Override
  public String device() {
    return Text.format("CPU, OpenBLAS through ND4J, %d thread%s", threads, threads == 1 ? "" : "s");
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
    return HostMemory.allocate(precision, size);
  }

  @Override
  public void write(float[] from, Tensor to) {
    Shapes.requireSize(from.length, to);
    host(to.memory()).write(to.offset(), from);
  }

  @Override
  public void write(double[] from, Tensor to) {
    Shapes.requireSize(from.length, to);
    HostMemory memory = host(to.memory());
    for (int i = 0; i < from.length; i++) {
      memory.put(to.offset() + i, from[i]);
    }
  }

  @Override
  public float[] floats(Tensor tensor) {
    float[] numbers = new float[Shapes.count(tensor.size())];
    host(tensor.memory()).read(tensor.offset(), numbers);
    return numbers;
  }

  @Override
  public double[] doubles(Tensor tensor) {
    HostMemory memory = host(tensor.memory());
    double[] numbers = new double[Shapes.count(tensor.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = memory.get(tensor.offset() + i);
    }
    return numbers;
  }

  @Override
  public boolean roundToHalf(Tensor x) {
    return Conversion.roundToHalf(x);
  }

  @Override
  public void store(Tensor from, StorageType type, ByteBuffer to) {
    Conversion.store(from, type, to);
  }

  @Override
  public void load(ByteBuffer from, StorageType type, Tensor to) {
    Conversion.load(from, type, to);
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix c) {
    Gemm.multiply(a, b, 0, c);
  }

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    Gemm.multiply(a, b, 1, c);
  }

  @Override
  public void fill(Matrix x, double value) {
    Elementwise.fill(x, value);
  }

  @Override
  public void copy(Matrix from, Matrix to) {
    Elementwise.copy(from, to);
  }

  @Override
  public void transpose(Matrix from, Matrix to) {
    Elementwise.transpose(from, to);
  }

  @Override
  public void add(Matrix from, Matrix to) {
    Elementwise.add(from, to);
  }

  @Override
  public void addBias(Tensor bias, Matrix x) {
    Elementwise.addBias(bias, x);
  }

  @Override
  public void addBiasRelu(Tensor bias, Matrix x) {
    Elementwise.addBiasRelu(bias, x);
  }

  @Override
  public void relu(Matrix from, Matrix to) {
    Elementwise.relu(from, to);
  }

  @Override
  public void reluGradient(Matrix y, Matrix dy) {
    Elementwise.reluGradient(y, dy);
  }

  @Override
  public void addColumnSums(Matrix x, Tensor sums) {
    Elementwise.addColumnSums(x, sums);
  }

  @Override
  public double sumOfSquares(Matrix x) {
    return Elementwise.sumOfSquares(x);
  }

  @Override
  public void gruStep(
      Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state) {
    Gates.forward(fromInput, fromState, previous, gates, state);
  }

  @Override
  public void gruGradient(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {
    Gates.backward(gates, previous, dState, dFromInput, dFromState, dPrevious);
  }

  @Override
  public void gate(Matrix x, Matrix y) {
    Gates.gate(x, y);
  }

  @Override
  public void gateGradient(Matrix gates, Matrix dy) {
    Gates.gateGradient(gates, dy);
  }

  @Override
  public void im2col(Windows windows, Tensor images, int start, Matrix columns) {
    Im2col.im2col(windows, images, start, columns);
  }

  @Override
  public void col2im(Windows windows, Matrix columns, int start, Tensor images) {
    Im2col.col2im(windows, columns, start, images);
  }

  /** In double precision, convolutions go by their definition. */
  @Override
  public Optional<WinogradTransforms> winogradTransforms() {
    return winogradTransforms;
  }

  @Override
  public void gather(Matrix from, int[] rows, int start, Matrix to) {
    RowPasses.gather(from, rows, start, to);
  }

  @Override
  public void scatterAdd(Matrix from, Matrix to, int[] rows, int start) {
    RowPasses.scatterAdd(from, to, rows, start);
  }

  @Override
  public ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch) {
    return ContrastPasses.contrast(sets, weights, candidates, predicted, dCandidates, scratch);
  }

  @Override
  public ContrastSums classify(Matrix scores, int[] classes, double scale) {
    return ContrastPasses.classify(scores, classes, scale);
  }

  @Override
  public void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    Elementwise.adam(step, gradient, first, second, value);
  }

  /** Returns the memory behind a view, which must be this engine's own. */
  static HostMemory host(Memory memory) {
    return (HostMemory) memory;
  }
}
