package org.greedyinfomax.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A chain of convolutions and a shortcut past them, without normalisation: {@code y = branch(a) +
 * shortcut}, where {@code a = max(0, x)}.
 *
 * <pre>
 *   x  [images, rows, columns, in]
 *   y  [images, outputRows, outputColumns, out]
 * </pre>
 *
 * <p>The branch has a ReLU between each two convolutions and none at its end. The shortcut is
 * {@code x} itself or, where the shape changes, a projection of {@code a}, itself a convolution.
 *
 * <p>A few images are computed at a time. For the backward pass only what lies between the
 * convolutions is kept; {@code a} is computed anew.
 *
 * @see <a href="https://arxiv.org/abs/1603.05027">He, Zhang, Ren, Sun: Identity Mappings in Deep
 *     Residual Networks (2016)</a>, figure 4(e) without its normalisation
 */
public final class ResidualBlock implements Layer {

  private final Engine engine;
  private final List<Convolution2d> branch;
  private final Optional<Convolution2d> projection;

  /**
   * Makes a block of the given convolutions.
   *
   * @param branch in the order of computation, at least one
   * @param projection the shortcut, or nothing where the shortcut is the input itself
   * @throws IllegalArgumentException if channels of one convolution do not match another's
   */
  public ResidualBlock(
      Engine engine, List<Convolution2d> branch, Optional<Convolution2d> projection) {
    Check.argument(!branch.isEmpty(), "a residual block needs at least one convolution");
    this.engine = engine;
    this.branch = List.copyOf(branch);
    this.projection = projection;
    int channels = in();
    for (int i = 0; i < branch.size(); i++) {
      Check.argument(
          branch.get(i).in() == channels,
          "convolution %d of a residual block takes %d channels, but is given %d",
          i,
          branch.get(i).in(),
          channels);
      channels = branch.get(i).out();
    }
    projection.ifPresent(
        shortcut ->
            Check.argument(
                shortcut.in() == in(),
                "the shortcut of a residual block takes %d channels, but is given %d",
                shortcut.in(),
                in()));
  }

  private int in() {
    return branch.get(0).in();
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("residual block input", -1, -1, -1, in());
    List<Tensor> outputs = new ArrayList<>();
    int[] shape = x.shape();
    for (Convolution2d convolution : branch) {
      shape = convolution.outputShape(shape);
      outputs.add(arena.allocate(shape));
    }
    int[] shortcut =
        projection.map(convolution -> convolution.outputShape(x.shape())).orElse(x.shape());
    Check.argument(
        Arrays.equals(shape, shortcut),
        "the branch of a residual block gives %s, but its shortcut %s",
        Arrays.toString(shape),
        Arrays.toString(shortcut));

    Tensor y = outputs.remove(outputs.size() - 1);
    BlockPass pass = new BlockPass(x, outputs, y, arena);
    pass.forward();
    return pass;
  }

  /** Some images of a batch. */
  private record Part(int from, int count) {

    Tensor of(Tensor images) {
      int[] shape = images.shape();
      long size = images.size() / shape[0];
      shape[0] = count;
      return images.slice(from * size, shape);
    }
  }

  private final class BlockPass implements Pass {

    private final Tensor x;
    private final List<Tensor> hidden; // after each convolution but the last, and its ReLU
    private final Tensor y;
    private final Arena arena;
    private final List<Part> parts = new ArrayList<>();

    BlockPass(Tensor x, List<Tensor> hidden, Tensor y, Arena arena) {
      this.x = x;
      this.hidden = hidden;
      this.y = y;
      this.arena = arena;
      int images = x.length(0);
      int most =
          (int)
              Math.max(
                  1, engine.blockSizes().imageNumbers() / (Math.max(x.size(), y.size()) / images));
      for (int from = 0; from < images; from += most) {
        parts.add(new Part(from, Math.min(most, images - from)));
      }
    }

    @Override
    public Tensor output() {
      return y;
    }

    void forward() {
      overParts(this::forward);
    }

    private void forward(Products products, Part part) {
      Tensor a = activated(part);
      Tensor input = a;
      for (int i = 0; i < hidden.size(); i++) {
        Tensor output = part.of(hidden.get(i));
        products.branch.get(i).setRectified(input, output);
        input = output;
      }
      Tensor output = part.of(y);
      products.projection.ifPresentOrElse(
          shortcut -> shortcut.setOutput(a, output),
          () -> engine.copy(part.of(x).matrix(), output.matrix()));
      products.branch.get(hidden.size()).addOutput(input, output);
    }

    /** {@code a = max(0, x)}, in scratch memory. */
    private Tensor activated(Part part) {
      Tensor input = part.of(x);
      Tensor a = arena.allocate(input.shape());
      engine.relu(input.matrix(), a.matrix());
      return a;
    }

    @Override
    public void backwardToParameters(Tensor dy) {
      overParts((products, part) -> toFirst(products, part, activated(part), part.of(dy)));
    }

    @Override
    public Tensor backward(Tensor dy) {
      Tensor dx = projection.isPresent() ? arena.allocate(x.shape()) : dy;
      overParts(
          (products, part) -> {
            Tensor a = activated(part);
            Tensor gradient = toFirst(products, part, a, part.of(dy));
            toInput(products, a, gradient, part.of(dy), part.of(dx));
          });
      return dx;
    }

    private void overParts(BiConsumer<Products, Part> way) {
      try (Arena.Frame scratch = arena.frame()) {
        Products products = new Products();
        for (Part part : parts) {
          try (Arena.Frame ofPart = arena.frame()) {
            way.accept(products, part);
          }
        }
        products.branch.forEach(ConvolutionAlgorithm::finish);
        products.projection.ifPresent(ConvolutionAlgorithm::finish);
      }
    }

    /**
     * Adds to the parameters' gradients; returns the gradient at the first convolution's output.
     */
    private Tensor toFirst(Products products, Part part, Tensor a, Tensor dy) {
      products.projection.ifPresent(shortcut -> shortcut.addParameterGradients(a, dy));
      Tensor gradient = dy;
      for (int i = hidden.size(); i > 0; i--) {
        Tensor input = part.of(hidden.get(i - 1));
        ConvolutionAlgorithm convolution = products.branch.get(i);
        convolution.addParameterGradients(input, gradient);
        Tensor dInput = arena.allocate(input.shape());
        convolution.setInputGradient(gradient, dInput);
        engine.reluGradient(input.matrix(), dInput.matrix());
        gradient = dInput;
      }
      products.branch.get(0).addParameterGradients(a, gradient);
      return gradient;
    }

    /** Takes gradients at the outputs of first convolution and block to the block's input. */
    private void toInput(Products products, Tensor a, Tensor gradient, Tensor dy, Tensor dx) {
      ConvolutionAlgorithm first = products.branch.get(0);
      if (products.projection.isPresent()) {
        first.setInputGradient(gradient, dx);
        products.projection.get().addInputGradient(dy, dx);
        engine.reluGradient(a.matrix(), dx.matrix());
      } else { // dx is dy, and holds what the shortcut hands on
        Tensor dActivated = arena.allocate(a.shape());
        first.setInputGradient(gradient, dActivated);
        engine.reluGradient(a.matrix(), dActivated.matrix());
        engine.add(dActivated.matrix(), dx.matrix());
      }
    }

    /** How the convolutions are computed, for all parts. */
    private final class Products {

      private final List<ConvolutionAlgorithm> branch = new ArrayList<>();
      private final Optional<ConvolutionAlgorithm> projection;

      Products() {
        Tensor input = x;
        for (int i = 0; i < ResidualBlock.this.branch.size(); i++) {
          branch.add(ResidualBlock.this.branch.get(i).products(input.shape(), arena));
          input = i < hidden.size() ? hidden.get(i) : y;
        }
        projection =
            ResidualBlock.this.projection.map(shortcut -> shortcut.products(x.shape(), arena));
      }
    }
  }
}
