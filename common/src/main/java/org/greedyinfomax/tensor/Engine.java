package org.greedyinfomax.tensor;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The operations that the method needs, on one device in one precision.
 *
 * <p>Every operation is deterministic: the same inputs give the same bits, because sums run in a
 * fixed order. Nothing here allocates except {@link #allocate}. An engine is used by one thread at
 * a time.
 */
public interface Engine {

  /** Returns what it computes on, for people: library, device, threads. */
  String device();

  /** Returns the precision of all its numbers. */
  Precision precision();

  /** Returns how much of what is computed in blocks is best computed at a time. */
  BlockSizes blockSizes();

  /** Returns a block of that many numbers, their values undefined. The caller releases it. */
  Memory allocate(long size);

  /** Copies numbers into a tensor. */
  void write(float[] from, Tensor to);

  /** Copies numbers into a tensor, rounding them to this engine's precision. */
  void write(double[] from, Tensor to);

  /** Returns the tensor's numbers, rounded to single precision. */
  float[] floats(Tensor tensor);

  /** Returns the tensor's numbers. */
  double[] doubles(Tensor tensor);

  /**
   * Rounds every number to the nearest of half precision, see {@link Half}.
   *
   * @return false if a number lies beyond the range of half precision, and is now infinite
   */
  boolean roundToHalf(Tensor x);

  /** Writes the numbers into all remaining bytes, rounding them to the type. */
  void store(Tensor from, StorageType type, ByteBuffer to);

  /** Reads the numbers from all remaining bytes. */
  void load(ByteBuffer from, StorageType type, Tensor to);

  /** {@code c = a·b}. */
  void multiply(Matrix a, Matrix b, Matrix c);

  /** {@code c += a·b}. */
  void addProduct(Matrix a, Matrix b, Matrix c);

  /** {@code c[i] = a[i]·b[i]} for each of equally many matrices: a batched product. */
  default void multiplyBatch(MatrixBatch a, MatrixBatch b, MatrixBatch c) {
    Shapes.requireAsMany(a, b, c);
    for (int i = 0; i < c.count(); i++) {
      multiply(a.at(i), b.at(i), c.at(i));
    }
  }

  /** {@code x[r, c] = value}. */
  void fill(Matrix x, double value);

  /** {@code to = from}, of the same rows and columns. */
  void copy(Matrix from, Matrix to);

  /** {@code to = fromᵀ}: for products that are faster if it lies so. */
  void transpose(Matrix from, Matrix to);

  /** {@code to += from}, of the same rows and columns. */
  void add(Matrix from, Matrix to);

  /** {@code x[r, c] += bias[c]}. */
  void addBias(Tensor bias, Matrix x);

  /** {@code x[r, c] = max(0, x[r, c] + bias[c])}. */
  void addBiasRelu(Tensor bias, Matrix x);

  /** {@code to = max(0, from)}, of the same rows and columns; NaN stays. */
  void relu(Matrix from, Matrix to);

  /** The gradient of {@code y = max(0, x)}: zeroes {@code dy} where {@code y} is zero. */
  void reluGradient(Matrix y, Matrix dy);

  /** {@code sums[c] += Σ_r x[r, c]}. */
  void addColumnSums(Matrix x, Tensor sums);

  /** {@code Σ x²}. */
  double sumOfSquares(Matrix x);

  /**
   * One step of a gated recurrent unit, for all sequences of a batch.
   *
   * <p>{@code r = σ(x_r + s_r)}, {@code u = σ(x_u + s_u)}, {@code n = tanh(x_n + r∘s_n)}, {@code h
   * = (1 − u)∘n + u∘h₋₁}, where {@code x} is the input's and {@code s} the previous state's affine
   * map, each of three parts {@code r, u, n}.
   *
   * @param fromInput {@code [batch, 3·hidden]}
   * @param fromState {@code [batch, 3·hidden]}
   * @param previous {@code h₋₁ [batch, hidden]}
   * @param gates {@code [batch, 4·hidden]}, set to {@code r, u, n, s_n} for the backward pass
   * @param state {@code h [batch, hidden]}, set
   */
  void gruStep(Matrix fromInput, Matrix fromState, Matrix previous, Matrix gates, Matrix state);

  /**
   * The gradient of {@link #gruStep}.
   *
   * @param gates as it set them
   * @param previous {@code h₋₁ [batch, hidden]}
   * @param dState gradient at {@code h}
   * @param dFromInput {@code [batch, 3·hidden]}, set
   * @param dFromState {@code [batch, 3·hidden]}, set
   * @param dPrevious {@code [batch, hidden]}, set to the gradient along {@code u∘h₋₁} alone
   */
  void gruGradient(
      Matrix gates,
      Matrix previous,
      Matrix dState,
      Matrix dFromInput,
      Matrix dFromState,
      Matrix dPrevious);

  /**
   * The gate of a PixelCNN: {@code y = t∘s} with {@code t = tanh(a)} and {@code s = σ(b)}, where
   * {@code x = [a, b]}.
   *
   * @param x {@code [rows, 2·channels]}, set to {@code [t, s]} for the backward pass
   * @param y {@code [rows, channels]}, set
   */
  void gate(Matrix x, Matrix y);

  /**
   * The gradient of {@link #gate}.
   *
   * @param gates {@code [t, s]} as it set them; set to the gradient at {@code [a, b]}
   * @param dy gradient at {@code y}
   */
  void gateGradient(Matrix gates, Matrix dy);

  /**
   * Unfolds windows of images (im2col): {@code columns[i] =} window {@code start + i} of the
   * images, zeros beyond their edges.
   *
   * @param images {@code [images, rows, columns, in]}, as in {@code windows}
   * @param columns {@code [any number, taps·in]}, set; a row holds {@code [kernelRow, kernelColumn,
   *     in]}
   */
  void im2col(Windows windows, Tensor images, int start, Matrix columns);

  /**
   * Folds windows back into images (col2im): window {@code start + i} of the images {@code +=
   * columns[i]}, in the order of {@code i}: the gradient of {@link #im2col}. What lies beyond the
   * edges is dropped.
   */
  void col2im(Windows windows, Matrix columns, int start, Tensor images);

  /** Returns Winograd's transforms for convolutions of 3 x 3; none where im2col serves as well. */
  Optional<WinogradTransforms> winogradTransforms();

  /** {@code to[i] = from[rows[start + i]]}: collects rows. */
  void gather(Matrix from, int[] rows, int start, Matrix to);

  /** {@code to[rows[start + i]] += from[i]}, in the order of {@code i}: gather's gradient. */
  void scatterAdd(Matrix from, Matrix to, int[] rows, int start);

  /**
   * InfoNCE of predictions: the logits are the products of a prediction with each of its
   * candidates, and its loss is {@code −log softmax} of the positive's. Turns predictions into the
   * gradients of the weighted sum of their losses.
   *
   * @param sets of negatives, and the positives; no two sets serve the same context at a step
   * @param weights of the losses of each step
   * @param candidates {@code [any number, channels]}
   * @param predicted {@code [steps, contexts, channels]}, set to its gradient, which is zero where
   *     no set serves
   * @param dCandidates to which the gradients of the candidates are added; empty if they are fixed
   * @param scratch of {@link NegativeSets#scratch} numbers
   * @return weighted sums over all anchors
   */
  ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch);

  /**
   * Softmax cross-entropy: replaces every row {@code s} of logits by {@code scale·(softmax(s) −
   * e_c)}, the scaled gradient of {@code −log softmax(s)_c}, where {@code c} is the row's class.
   *
   * @param classes a column for each row
   * @return sums over rows, scaled as well
   */
  ContrastSums classify(Matrix logits, int[] classes, double scale);

  /**
   * One update of Adam (Kingma, Ba 2015): {@code m = β₁m + (1−β₁)g}, {@code v = β₂v + (1−β₂)g²},
   * {@code x −= stepSize · m / (√v / secondCorrection + ε)}.
   */
  void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value);
}
