package org.greedyinfomax.tensor;

/**
 * The transforms of Winograd's algorithm for convolutions of 3 x 3 with stride 1 and a padding of
 * 1: a tile of four outputs takes 16 multiplications for every two channels, not 36. Images and
 * weights are transformed, multiplied place by place, and transformed back:
 *
 * <pre>
 *   Y = Aᵀ[(G·W·Gᵀ) ∘ (Bᵀ·X·B)]·A        X [4, 4], with its tile Y [2, 2] in the middle
 *
 *        1  0 -1  0          1   0   0          1  1  1  0
 *   Bᵀ = 0  1  1  0     G =  ½   ½   ½     Aᵀ = 0  1 -1  1
 *        0 -1  1  0          ½  -½   ½
 *        0 -1  0  1          0   0   1
 * </pre>
 *
 * <p>Over all channels, the products place by place are 16 products of matrices. What is
 * transformed has the shape {@code [16, tiles or inputs, channels]}; its first index is a place,
 * row by row. All transforms are linear, and their gradients are their transposes.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin, Gray: Fast Algorithms for Convolutional
 *     Neural Networks (2016)</a>, F(2 x 2, 3 x 3), with the last row of B and A of opposite sign
 */
public interface WinogradTransforms {

  /** Rows of a kernel, and columns. */
  int KERNEL = 3;

  /** Rows of what a tile sees, and columns. */
  int WINDOW = 4;

  /** Places of what a tile sees. */
  int PLACES = WINDOW * WINDOW;

  /**
   * {@code to = Bᵀ·X·B} for what the tiles of some lines see of the images, zeros beyond the edges.
   *
   * @param images {@code [images, rows, columns, channels]}
   * @param line the first
   * @param to {@code [16, tiles of whole lines, channels]}, set
   */
  void ofImages(WinogradTiles tiles, Tensor images, int line, Tensor to);

  /**
   * {@code Y = Aᵀ·M·A} for the tiles of some lines. What lies beyond the edges is dropped.
   *
   * @param from {@code M [16, tiles of whole lines, channels]}
   * @param line the first
   * @param images {@code Y [images, rows, columns, channels]}
   */
  void setImages(WinogradTiles tiles, Tensor from, int line, Tensor images);

  /** The same, but {@code Y += Aᵀ·M·A}. */
  void addImages(WinogradTiles tiles, Tensor from, int line, Tensor images);

  /**
   * The gradient of {@link #setImages}: {@code to = A·dY·Aᵀ}.
   *
   * @param gradients {@code dY [images, rows, columns, channels]}
   * @param line the first
   * @param to {@code [16, tiles of whole lines, channels]}, set
   */
  void ofGradients(WinogradTiles tiles, Tensor gradients, int line, Tensor to);

  /**
   * {@code to = G·W·Gᵀ}.
   *
   * @param weights {@code [3, 3, in, out]}
   * @param to {@code [16, in, out]}, set
   */
  void ofWeights(Tensor weights, Tensor to);

  /**
   * The gradient of {@link #ofWeights}: {@code dW += Gᵀ·dU·G}.
   *
   * @param from {@code dU [16, in, out]}
   * @param gradients {@code dW [3, 3, in, out]}
   */
  void addWeightGradients(Tensor from, Tensor gradients);

  /**
   * Returns where the transform of a kernel turned by half a circle has what that of the kernel has
   * at a place: the gradient at a convolution's input is a convolution with the turned kernel.
   */
  static int turned(int place) {
    return turnedLine(place / WINDOW) * WINDOW + turnedLine(place % WINDOW);
  }

  private static int turnedLine(int line) {
    return line == 0 || line == WINDOW - 1 ? WINDOW - 1 - line : line;
  }
}
