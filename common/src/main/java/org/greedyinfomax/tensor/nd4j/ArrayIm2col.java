package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.lengths;

import java.util.function.BiConsumer;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies windows of images to the rows of a matrix, and adds them back, as copies and sums of
 * strided boxes: one for each tap of the kernel and each {@link WindowBox}. No two windows see the
 * same position through the same tap, so that sums have a fixed order.
 */
final class ArrayIm2col {

  private final ArrayOperations operations;

  ArrayIm2col(ArrayOperations operations) {
    this.operations = operations;
  }

  void im2col(Windows windows, Tensor images, int start, Matrix columns) {
    Shapes.requireWindows(windows, images, start, columns);
    Kernel kernel = windows.kernel();
    if (Math.max(kernel.beside(), Math.max(kernel.above(), kernel.below())) > 0) {
      operations.fill(ArrayMemory.view(columns), 0); // beyond the edges
    }
    forEachBox(windows, images, start, columns, (column, image) -> operations.copy(image, column));
  }

  void col2im(Windows windows, Matrix columns, int start, Tensor images) {
    Shapes.requireWindows(windows, images, start, columns);
    forEachBox(
        windows, images, start, columns, (column, image) -> operations.add(image, column, image));
  }

  /** Calls for what lies in the matrix, and for the same numbers in the images. */
  private static void forEachBox(
      Windows windows,
      Tensor images,
      int start,
      Matrix columns,
      BiConsumer<INDArray, INDArray> work) {
    Kernel kernel = windows.kernel();
    for (WindowBox box : WindowBox.of(windows, start, columns.rows())) {
      for (int tap = 0; tap < kernel.taps(); tap++) {
        int down = tap / kernel.columns() - kernel.above(); // from a window's place, in the image
        int right = tap % kernel.columns() - kernel.beside();
        box.within(windows, down, right)
            .ifPresent(
                seen ->
                    work.accept(
                        inMatrix(windows, seen, columns, start, tap(windows, down, right)),
                        inImages(windows, seen, images, down, right)));
      }
    }
  }

  private static int tap(Windows windows, int down, int right) {
    Kernel kernel = windows.kernel();
    return (down + kernel.above()) * kernel.columns() + right + kernel.beside();
  }

  private static INDArray inMatrix(
      Windows windows, WindowBox box, Matrix columns, int start, int tap) {
    int across = windows.outputColumns();
    int perImage = windows.outputRows() * across;
    int first = box.image() * perImage + box.row() * across + box.column() - start;
    long stride = columns.rowStride();
    return ArrayMemory.of(columns.memory())
        .view(
            columns.row(first) + (long) tap * windows.in(),
            lengths(box.images(), box.rows(), box.columns(), windows.in()),
            lengths(perImage * stride, across * stride, stride, 1));
  }

  private static INDArray inImages(
      Windows windows, WindowBox box, Tensor images, int down, int right) {
    int stride = windows.kernel().stride();
    int in = windows.in();
    long line = (long) windows.columns() * in;
    long image = windows.rows() * line;
    return ArrayMemory.of(images.memory())
        .view(
            images.offset()
                + box.image() * image
                + (box.row() * stride + down) * line
                + (long) (box.column() * stride + right) * in,
            lengths(box.images(), box.rows(), box.columns(), in),
            lengths(image, stride * line, (long) stride * in, 1));
  }
}
