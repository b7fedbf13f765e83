package org.greedyinfomax.tensor.cuda;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.BlockSizes;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.MatrixBatch;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;
import org.greedyinfomax.tensor.WinogradTransforms;

/**
 * An NVIDIA GPU of compute capability 7.0 or newer, through its driver and kernels of this program.
 *
 * <p>No sum runs in an order that chance decides: the same GPU model, driver and cuBLAS give the
 * same bits each time. An operation returns as soon as it is asked for, unless it returns numbers;
 * so what goes wrong on the GPU shows when numbers are next read.
 *
 * <p>From the first block of memory that is allocated to the last that is released, an engine has a
 * stream of its own; it computes only then.
 */
final class CudaEngine implements Engine {

  /** A launch should keep every processor of a GPU busy: a quarter of a gigabyte at a time. */
  private static final BlockSizes BLOCKS = new BlockSizes(1 << 14, 1 << 26, 1 << 26);

  private final CudaDevice device;
  private final Precision precision;
  private Optional<CudaStream> held = Optional.empty();
  private long blocks; // of memory

  private CudaEngine(CudaDevice device, Precision precision) {
    this.device = device;
    this.precision = precision;
  }

  /**
   * Computes on the GPU that {@link CudaSearch} has found.
   *
   * @throws DeviceException if it has found none
   */
  public static CudaEngine open(Precision precision) {
    CudaSearch.Finding found = CudaSearch.find();
    if (!found.isUsable()) {
      throw new DeviceException(
          Text.format("there is no GPU: %s: %s", found.text(), found.remedy()));
    }
    return new CudaEngine(CudaDevice.open(), precision);
  }

  @Override
  public String device() {
    CudaStream stream = held.orElseGet(() -> device.stream(precision));
    String products =
        stream.cublas().map(cublas -> "cuBLAS " + cublas.version()).orElse("own products");
    if (held.isEmpty()) {
      device.giveBack(precision, stream);
    }
    return device.describe() + ", " + products;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  /** Returns what was asked of the GPU since memory was first allocated. */
  public CudaCounts counts() {
    return new CudaCounts(stream().launches(), stream().waits());
  }

  /** Waits until everything is done that was asked for. */
  public void await() {
    stream().await();
  }

  @Override
  public BlockSizes blockSizes() {
    return BLOCKS;
  }

  @Override
  public Memory allocate(long size) {
    CudaStream stream = held.orElseGet(() -> device.stream(precision));
    held = Optional.of(stream);
    stream.bind();
    try {
      long address = device.allocate(size * CudaMemory.bytes(precision));
      blocks++;
      return new CudaMemory(address, precision, size, () -> release(address));
    } finally {
      giveBackIfUnused();
    }
  }

  private void release(long address) {
    stream().await(); // what uses it may still be on its way
    CudaDriver.check(CudaDriver.cuMemFree_v2(address), "memory cannot be given back");
    blocks--;
    giveBackIfUnused();
  }

  private void giveBackIfUnused() {
    if (blocks == 0) {
      device.giveBack(precision, held.orElseThrow());
      held = Optional.empty();
    }
  }

  private CudaStream stream() {
    Check.argument(held.isPresent(), "an engine computes only on memory that it has allocated");
    return held.get();
  }

  @Override
  public void write(float[] from, Tensor to) {
    CudaConversion.write(stream(), precision, from, to);
  }

  @Override
  public void write(double[] from, Tensor to) {
    CudaConversion.write(stream(), precision, from, to);
  }

  @Override
  public float[] floats(Tensor tensor) {
    return CudaConversion.floats(stream(), precision, tensor);
  }

  @Override
  public double[] doubles(Tensor tensor) {
    return CudaConversion.doubles(stream(), precision, tensor);
  }

  @Override
  public boolean roundToHalf(Tensor x) {
    return CudaConversion.roundToHalf(stream(), x);
  }

  @Override
  public void store(Tensor from, StorageType type, ByteBuffer to) {
    CudaConversion.store(stream(), precision, from, type, to);
  }

  @Override
  public void load(ByteBuffer from, StorageType type, Tensor to) {
    CudaConversion.load(stream(), precision, from, type, to);
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix c) {
    CudaGemm.multiply(stream(), precision, a, b, c, false);
  }

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    CudaGemm.multiply(stream(), precision, a, b, c, true);
  }

  @Override
  public void multiplyBatch(MatrixBatch a, MatrixBatch b, MatrixBatch c) {
    CudaGemm.multiplyBatch(stream(), precision, a, b, c);
  }

  @Override
  public void fill(Matrix x, double value) {
    CudaElementwise.fill(stream(), x, value);
  }

  @Override
  public void copy(Matrix from, Matrix to) {
    CudaElementwise.copy(stream(), from, to);
  }

  @Override
  public void transpose(Matrix from, Matrix to) {
    CudaElementwise.transpose(stream(), from, to);
  }

  @Override
  public void add(Matrix from, Matrix to) {
    CudaElementwise.pair(stream(), "add", from, to);
  }

  @Override
  public void addBias(Tensor bias, Matrix x) {
    CudaElementwise.withRow(stream(), "add_bias", bias, x);
  }

  @Override
  public void addBiasRelu(Tensor bias, Matrix x) {
    CudaElementwise.withRow(stream(), "add_bias_relu", bias, x);
  }

  @Override
  public void relu(Matrix from, Matrix to) {
    CudaElementwise.pair(stream(), "relu", from, to);
  }

  @Override
  public void reluGradient(Matrix y, Matrix dy) {
    CudaElementwise.pair(stream(), "relu_gradient", y, dy);
  }

  @Override
  public void addColumnSums(Matrix x, Tensor sums) {
    CudaElementwise.addColumnSums(stream(), x, sums);
  }

  @Override
  public double sumOfSquares(Matrix x) {
    return CudaElementwise.sumOfSquares(stream(), x);
  }

  @Override
  public void gruStep(
      Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state) {
    CudaGates.forward(stream(), fromInput, fromState, previous, gates, state);
  }

  @Override
  public void gruGradient(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {
    CudaGates.backward(stream(), gates, previous, dState, dFromInput, dFromState, dPrevious);
  }

  @Override
  public void gate(Matrix x, Matrix y) {
    CudaGates.gate(stream(), "gate", x, y);
  }

  @Override
  public void gateGradient(Matrix gates, Matrix dy) {
    CudaGates.gate(stream(), "gate_gradient", gates, dy);
  }

  @Override
  public void im2col(Windows windows, Tensor images, int start, Matrix columns) {
    CudaRows.im2col(stream(), windows, images, start, columns);
  }

  @Override
  public void col2im(Windows windows, Matrix columns, int start, Tensor images) {
    CudaRows.col2im(stream(), windows, columns, start, images);
  }

  /** Convolutions go by their definition: windows are as cheap as tiles there. */
  @Override
  public Optional<WinogradTransforms> winogradTransforms() {
    return Optional.empty();
  }

  @Override
  public void gather(Matrix from, int[] rows, int start, Matrix to) {
    CudaRows.gather(stream(), from, rows, start, to);
  }

  @Override
  public void scatterAdd(Matrix from, Matrix to, int[] rows, int start) {
    CudaRows.scatterAdd(stream(), from, to, rows, start);
  }

  @Override
  public ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch) {
    return CudaContrast.contrast(stream(), sets, weights, candidates, predicted, dCandidates);
  }

  @Override
  public ContrastSums classify(Matrix scores, int[] classes, double scale) {
    return CudaContrast.classify(stream(), scores, classes, scale);
  }

  @Override
  public void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    CudaElementwise.adam(stream(), step, gradient, first, second, value);
  }
}
