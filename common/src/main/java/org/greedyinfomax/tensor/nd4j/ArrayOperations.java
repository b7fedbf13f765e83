package org.greedyinfomax.tensor.nd4j;

import java.util.HashMap;
import java.util.Map;
import org.greedyinfomax.tensor.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations of ND4J that everything else is made of. Each is declared for the CPU and for CUDA
 * alike, reads and writes strided views where they lie, and takes its result from the caller.
 *
 * <p>All of them give the same bits each time, on CUDA too: elementwise operations trivially; sums
 * and maxima because one thread block reduces in a fixed tree, and partial results are added in the
 * order of the blocks; cuBLAS by its documentation, as long as one stream is used. ND4J's scatter
 * operations are not among them: their CUDA kernels add to the same row in any order, and get some
 * shapes wrong.
 */
final class ArrayOperations {

  /** Numbers kept as arrays; the step size of an optimizer is another one at each step. */
  private static final int MOST = 256;

  private static final long[] NO_WHOLE = {};
  private static final double[] NO_REAL = {};

  private final DataType type;
  private final Map<Double, INDArray> numbers = new HashMap<>();

  /** One for each operation: arguments other than arrays stay in it. */
  private final Map<String, OpContext> contexts = new HashMap<>();

  ArrayOperations(DataType type) {
    this.type = type;
  }

  DataType type() {
    return type;
  }

  /** {@code z = x + y}, elementwise, where axes of length 1 stretch. */
  void add(INDArray x, INDArray y, INDArray z) {
    run("add", z, x, y);
  }

  /** {@code z = x − y}, likewise. */
  void subtract(INDArray x, INDArray y, INDArray z) {
    run("subtract", z, x, y);
  }

  /** {@code z = x∘y}, likewise. */
  void multiply(INDArray x, INDArray y, INDArray z) {
    run("multiply", z, x, y);
  }

  /** {@code z = x / y}, likewise. */
  void divide(INDArray x, INDArray y, INDArray z) {
    run("divide", z, x, y);
  }

  /** {@code z = value}. */
  void fill(INDArray z, double value) {
    run("assign", z, z, number(value));
  }

  /** {@code z = x}, rounded if the types differ. */
  void copy(INDArray x, INDArray z) {
    z.assign(x);
  }

  /** {@code z += value}. */
  void add(double value, INDArray z) {
    add(z, number(value), z);
  }

  /** {@code z *= factor}. */
  void multiply(double factor, INDArray z) {
    multiply(z, number(factor), z);
  }

  /** {@code z = value − x}. */
  void subtractFrom(double value, INDArray x, INDArray z) {
    run("reversesubtract", z, x, number(value));
  }

  /** {@code z = max(0, x)}; NaN stays. */
  void relu(INDArray x, INDArray z) {
    run("relu", NO_WHOLE, new double[] {0}, z, x);
  }

  /** {@code dy = 0} where {@code y} is not above zero. */
  void reluGradient(INDArray y, INDArray dy) {
    run("relu_bp", dy, y, dy);
  }

  /** {@code z = σ(z)}. */
  void sigmoid(INDArray z) {
    run("sigmoid", z, z);
  }

  /** {@code z = tanh(z)}. */
  void tanh(INDArray z) {
    run("tanh", z, z);
  }

  /** {@code z = eᶻ}. */
  void exp(INDArray z) {
    Nd4j.exec(new Exp(z, z));
  }

  /** {@code z = √x}. */
  void sqrt(INDArray x, INDArray z) {
    Nd4j.exec(new Sqrt(x, z));
  }

  /** {@code z = −1, 0, 1}. */
  void sign(INDArray x, INDArray z) {
    Nd4j.exec(new Sign(x, z));
  }

  /** {@code z = Σ x} along an axis, which {@code z} lacks. */
  void sum(INDArray x, int axis, INDArray z) {
    run("reduce_sum", new long[] {axis}, NO_REAL, z, x);
  }

  /** {@code z = Σ x²} along an axis, which {@code z} lacks. */
  void sumOfSquares(INDArray x, int axis, INDArray z) {
    run("reduce_sqnorm", new long[] {axis}, NO_REAL, z, x);
  }

  /** {@code z = max x} along an axis, which {@code z} lacks. */
  void max(INDArray x, int axis, INDArray z) {
    run("reduce_max", new long[] {axis}, NO_REAL, z, x);
  }

  /**
   * {@code z[i] = x[places[i]]} along the first axis. Places must be within: nothing checks.
   *
   * <p>Not by {@code gather}, which on CUDA leaves eight bytes behind for each row, at each call.
   */
  void gather(INDArray x, int[] places, INDArray z) {
    long[] shape = {places.length, 1};
    try (INDArray indices = Nd4j.create(places, shape, DataType.INT32)) {
      run("gather_nd", z, x, indices);
    }
  }

  /** {@code z[i, j] = value} where {@code j = places[i]}, else 0. */
  void oneHot(int[] places, INDArray z) {
    try (INDArray indices = Nd4j.createFromArray(places)) {
      run("onehot", new long[] {-1, z.size(1)}, new double[] {1, 0}, z, indices);
    }
  }

  /**
   * {@code c = a·b + beta·c}.
   *
   * <p>The native operation hands views to BLAS as they are if its result is column-major, and so
   * is the transpose of ours: {@code cᵀ = bᵀ·aᵀ}. It throws if cuBLAS reports an error, which
   * {@code Nd4j.gemm} does not.
   */
  void product(Matrix a, Matrix b, double beta, Matrix c) {
    run(
        "matmul",
        new long[] {0, 0, 0},
        new double[] {1, beta},
        ArrayMemory.turned(c),
        ArrayMemory.turned(b),
        ArrayMemory.turned(a));
  }

  /** Forgets the numbers that it holds on the device. */
  void release() {
    numbers.values().forEach(INDArray::close);
    numbers.clear();
  }

  /** Returns a number as an array without axes, to be used at once. */
  private INDArray number(double value) {
    if (numbers.size() == MOST) {
      release();
    }
    return numbers.computeIfAbsent(value, one -> Nd4j.scalar(type, one));
  }

  private void run(String name, INDArray z, INDArray... inputs) {
    run(name, NO_WHOLE, NO_REAL, z, inputs);
  }

  /** What {@code Nd4j.exec} does, but in a context that is kept: that takes a third of the time. */
  private void run(String name, long[] whole, double[] real, INDArray z, INDArray... inputs) {
    DynamicCustomOp operation =
        DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(z).build();
    OpContext context = contexts.computeIfAbsent(name, any -> Nd4j.getExecutioner().buildContext());
    context.setInputArrays(inputs);
    context.setOutputArrays(z);
    if (whole.length > 0) {
      context.setIArguments(whole);
    }
    if (real.length > 0) {
      context.setTArguments(real);
    }
    try {
      Nd4j.getExecutioner().exec(operation, context);
    } finally {
      context.purge(); // else it would hold the arrays
    }
  }
}
