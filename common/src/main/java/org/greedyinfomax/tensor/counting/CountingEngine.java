package org.greedyinfomax.tensor.counting;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.BlockSizes;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.GemmShape;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;
import org.greedyinfomax.tensor.WinogradTiles;
import org.greedyinfomax.tensor.WinogradTransforms;

/**
 * An engine that computes nothing and holds no numbers: it counts the memory that would be needed,
 * and the products that would be computed.
 *
 * <p>Whatever runs on it allocates as on a real engine, as long as that does not depend on the
 * numbers. It reads none, so what is written may have any length. Results that callers look at are
 * made up, and chosen such that nothing is skipped.
 */
public final class CountingEngine implements Engine {

  private final Map<GemmShape, Integer> products = new LinkedHashMap<>();
  private long held;

  /** Numbers in blocks that were allocated and not yet released. */
  public long held() {
    return held;
  }

  /** Products so far, and how often each, in the order in which they first came. */
  public Map<GemmShape, Integer> products() {
    return Collections.unmodifiableMap(products);
  }

  @Override
  public String device() {
    return "no device, counting memory";
  }

  @Override
  public Precision precision() {
    return Precision.SINGLE;
  }

  /** Memory is counted as on the CPU. */
  @Override
  public BlockSizes blockSizes() {
    return BlockSizes.FOR_CACHES;
  }

  @Override
  public Memory allocate(long size) {
    held += size;
    return new Counted(size);
  }

  private final class Counted implements Memory {

    private final long size;

    Counted(long size) {
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void release() {
      held -= size;
    }
  }

  @Override
  public float[] floats(Tensor tensor) {
    throw new UnsupportedOperationException("a counting engine holds no numbers");
  }

  @Override
  public double[] doubles(Tensor tensor) {
    throw new UnsupportedOperationException("a counting engine holds no numbers");
  }

  @Override
  public double sumOfSquares(Matrix x) {
    return 1; // zero may be a case of its own
  }

  @Override
  public ContrastSums classify(Matrix scores, int[] classes, double scale) {
    return new ContrastSums(0, 0);
  }

  @Override
  public boolean roundToHalf(Tensor x) {
    return true;
  }

  @Override
  public void store(Tensor from, StorageType type, ByteBuffer to) {}

  @Override
  public void load(ByteBuffer from, StorageType type, Tensor to) {}

  @Override
  public void write(float[] from, Tensor to) {}

  @Override
  public void write(double[] from, Tensor to) {}

  @Override
  public void multiply(Matrix a, Matrix b, Matrix c) {
    count(GemmShape.of(a, b));
  }

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    count(GemmShape.of(a, b));
  }

  private void count(GemmShape product) {
    products.merge(product, 1, Integer::sum);
  }

  @Override
  public void fill(Matrix x, double value) {}

  @Override
  public void copy(Matrix from, Matrix to) {}

  @Override
  public void transpose(Matrix from, Matrix to) {}

  @Override
  public void add(Matrix from, Matrix to) {}

  @Override
  public void addBias(Tensor bias, Matrix x) {}

  @Override
  public void addBiasRelu(Tensor bias, Matrix x) {}

  @Override
  public void relu(Matrix from, Matrix to) {}

  @Override
  public void reluGradient(Matrix y, Matrix dy) {}

  @Override
  public void addColumnSums(Matrix x, Tensor sums) {}

  @Override
  public void gruStep(
      Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state) {}

  @Override
  public void gruGradient(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious) {}

  @Override
  public void gate(Matrix x, Matrix y) {}

  @Override
  public void gateGradient(Matrix gates, Matrix dy) {}

  @Override
  public void im2col(Windows windows, Tensor images, int start, Matrix columns) {}

  @Override
  public void col2im(Windows windows, Matrix columns, int start, Tensor images) {}

  /** Convolutions are counted as on the CPU. */
  @Override
  public Optional<WinogradTransforms> winogradTransforms() {
    return Optional.of(new NoTransforms());
  }

  private static final class NoTransforms implements WinogradTransforms {

    @Override
    public void ofImages(WinogradTiles tiles, Tensor images, int line, Tensor to) {}

    @Override
    public void setImages(WinogradTiles tiles, Tensor from, int line, Tensor images) {}

    @Override
    public void addImages(WinogradTiles tiles, Tensor from, int line, Tensor images) {}

    @Override
    public void ofGradients(WinogradTiles tiles, Tensor gradients, int line, Tensor to) {}

    @Override
    public void ofWeights(Tensor weights, Tensor to) {}

    @Override
    public void addWeightGradients(Tensor from, Tensor gradients) {}
  }

  @Override
  public void gather(Matrix from, int[] rows, int start, Matrix to) {}

  @Override
  public void scatterAdd(Matrix from, Matrix to, int[] rows, int start) {}

  @Override
  public ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch) {
    for (int s = 0; s < sets.count(); s++) {
      count(new GemmShape(sets.steps(s), candidates.columns(), sets.perSet(), false, true));
      count(new GemmShape(sets.steps(s), sets.perSet(), candidates.columns(), false, false));
      if (dCandidates.isPresent()) {
        count(new GemmShape(sets.perSet(), sets.steps(s), candidates.columns(), true, false));
      }
    }
    return new ContrastSums(0, 0);
  }

  @Override
  public void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {}
}
