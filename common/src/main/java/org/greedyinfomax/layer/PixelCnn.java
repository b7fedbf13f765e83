package org.greedyinfomax.layer;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A gated PixelCNN: what it makes of a place of a grid depends on the places in its row and above,
 * and on none below. Layers upon each other, the lowest on {@code v = h = x}, and a convolution of
 * the topmost one's {@code h}.
 *
 * <pre>
 *   x  [images, rows, columns, channels]
 *   y  likewise
 * </pre>
 *
 * <p>With {@code n} layers, {@code y} at {@code (r, c)} sees {@code n} rows above, and as many
 * columns on either side. The place itself is not hidden, nor is anything in its row.
 *
 * @see <a href="https://arxiv.org/abs/1606.05328">van den Oord and others: Conditional Image
 *     Generation with PixelCNN Decoders (2016)</a>, figure 2, with other masks
 */
public final class PixelCnn implements Layer {

  private final Engine engine;
  private final List<GatedLayer> layers;
  private final Convolution2d output;

  /**
   * Makes a network of the given layers.
   *
   * @param layers from the lowest up, at least one
   * @param output of one position
   * @throws IllegalArgumentException if they have different channels
   */
  public PixelCnn(Engine engine, List<GatedLayer> layers, Convolution2d output) {
    Check.argument(
        !layers.isEmpty()
            && output.in() == output.out()
            && layers.stream().allMatch(layer -> layer.channels() == output.in()),
        "a PixelCNN needs layers of the same channels as its output, but has %s, and %d to %d",
        layers.stream().map(GatedLayer::channels).toList(),
        output.in(),
        output.out());
    this.engine = engine;
    this.layers = List.copyOf(layers);
    this.output = output;
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("PixelCNN input", -1, -1, -1, output.in());
    List<GatedLayer.Evaluation> evaluations = new ArrayList<>();
    Tensor v = x;
    Tensor h = x;
    for (int i = 0; i < layers.size(); i++) {
      GatedLayer.Evaluation evaluation = layers.get(i).forward(v, h, arena);
      evaluations.add(evaluation);
      h = evaluation.horizontal();
      if (i + 1 < layers.size()) {
        v = evaluation.vertical();
      }
    }
    Tensor y = arena.allocate(x.shape());
    output.setOutput(h, y, arena);
    return new PixelCnnPass(evaluations, h, y, arena);
  }

  private final class PixelCnnPass implements Pass {

    private final List<GatedLayer.Evaluation> evaluations;
    private final Tensor h;
    private final Tensor y;
    private final Arena arena;

    PixelCnnPass(List<GatedLayer.Evaluation> evaluations, Tensor h, Tensor y, Arena arena) {
      this.evaluations = evaluations;
      this.h = h;
      this.y = y;
      this.arena = arena;
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void backwardToParameters(Tensor dy) {
      try (Arena.Frame scratch = arena.frame()) {
        backward(dy);
      }
    }

    /** Only reads {@code dy}. */
    @Override
    public Tensor backward(Tensor dy) {
      Tensor dh = arena.allocate(h.shape());
      output.addParameterGradients(h, dy, arena);
      output.setInputGradient(dy, dh, arena);
      try (Arena.Frame scratch = arena.frame()) {
        Tensor dv = arena.allocate(h.shape());
        for (int i = evaluations.size() - 1; i >= 0; i--) {
          evaluations.get(i).backward(dv, dh);
        }
        engine.add(dv.matrix(), dh.matrix());
      }
      return dh;
    }
  }
}
