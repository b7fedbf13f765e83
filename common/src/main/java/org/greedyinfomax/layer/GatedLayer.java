package org.greedyinfomax.layer;

import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Tensor;

/**
 * A layer of a {@link PixelCnn}: what it makes of two grids, {@code v} that sees what lies above a
 * place and beside it, and {@code h} that gathers what is seen.
 *
 * <pre>
 *   p  = vertical∗v                               [images, rows, columns, 2·channels]
 *   v' = gate(p + shortcut∗v)                     [images, rows, columns, channels]
 *   h' = h + output∗gate(horizontal∗h + crossing∗p)    likewise
 * </pre>
 *
 * <p>The lowest layer has no shortcut, and does not add {@code h}. The gate is that of {@link
 * Engine#gate}.
 */
public final class GatedLayer {

  /** Sees the row above a place and its own, three columns wide. */
  public static final Kernel VERTICAL = new Kernel(2, 3, 1, 1, 0, 1);

  /** Sees three columns of a place's row. */
  public static final Kernel HORIZONTAL = new Kernel(1, 3, 1, 0, 0, 1);

  /**
   * The convolutions of a layer; those that are not mentioned here see a place alone.
   *
   * @param vertical with the kernel {@link #VERTICAL}
   * @param horizontal with the kernel {@link #HORIZONTAL}
   * @param shortcut of all layers but the lowest
   */
  public record Convolutions(
      Convolution2d vertical,
      Convolution2d crossing,
      Convolution2d horizontal,
      Convolution2d output,
      Optional<Convolution2d> shortcut) {

    public Convolutions {
      int channels = output.out();
      require("vertical", vertical, channels, 2 * channels);
      require("crossing", crossing, 2 * channels, 2 * channels);
      require("horizontal", horizontal, channels, 2 * channels);
      require("output", output, channels, channels);
      shortcut.ifPresent(layer -> require("shortcut", layer, channels, 2 * channels));
    }

    private static void require(String name, Convolution2d convolution, int in, int out) {
      Check.argument(
          convolution.in() == in && convolution.out() == out,
          "the %s convolution of a gated layer must take %d channels to %d, but takes %d to %d",
          name,
          in,
          out,
          convolution.in(),
          convolution.out());
    }
  }

  private final Engine engine;
  private final Convolutions convolutions;

  public GatedLayer(Engine engine, Convolutions convolutions) {
    this.engine = engine;
    this.convolutions = convolutions;
  }

  int channels() {
    return convolutions.output.out();
  }

  private boolean isLowest() {
    return convolutions.shortcut.isEmpty();
  }

  /** Evaluates the layer; the grids must stay as they are until the backward pass is done. */
  Evaluation forward(Tensor v, Tensor h, Arena arena) {
    return new Evaluation(v, h, arena);
  }

  /** One evaluation. Of the topmost layer nobody asks for {@code v'}, so it is not computed. */
  final class Evaluation {

    private final Tensor v;
    private final Tensor h;
    private final Arena arena;
    private final Tensor p;
    private final Tensor gates; // of h', and in the backward pass the gradient before them
    private final Tensor gated;
    private final Tensor horizontal;
    private Optional<Tensor> verticalGates = Optional.empty(); // none until v' is computed

    private Evaluation(Tensor v, Tensor h, Arena arena) {
      this.v = v;
      this.h = h;
      this.arena = arena;
      p = grid(2 * channels());
      convolutions.vertical.setOutput(v, p, arena);
      gates = grid(2 * channels());
      convolutions.horizontal.setOutput(h, gates, arena);
      convolutions.crossing.addOutput(p, gates, arena);
      gated = grid(channels());
      engine.gate(gates.matrix(), gated.matrix());
      horizontal = grid(channels());
      if (isLowest()) {
        convolutions.output.setOutput(gated, horizontal, arena);
      } else {
        engine.copy(h.matrix(), horizontal.matrix());
        convolutions.output.addOutput(gated, horizontal, arena);
      }
    }

    private Tensor grid(int channels) {
      return arena.allocate(v.length(0), v.length(1), v.length(2), channels);
    }

    /** {@code h'}. */
    Tensor horizontal() {
      return horizontal;
    }

    /** Computes {@code v'}. */
    Tensor vertical() {
      Tensor sum = grid(2 * channels());
      engine.copy(p.matrix(), sum.matrix());
      convolutions.shortcut.ifPresent(shortcut -> shortcut.addOutput(v, sum, arena));
      Tensor vertical = grid(channels());
      engine.gate(sum.matrix(), vertical.matrix());
      verticalGates = Optional.of(sum);
      return vertical;
    }

    /**
     * Adds to the gradients of the convolutions.
     *
     * @param dv gradient at {@code v'}, not looked at if that was not computed; set to the gradient
     *     at {@code v}
     * @param dh gradient at {@code h'}; set to the gradient at {@code h}
     */
    void backward(Tensor dv, Tensor dh) {
      try (Arena.Frame scratch = arena.frame()) {
        convolutions.output.addParameterGradients(gated, dh, arena);
        Tensor dGated = grid(channels());
        convolutions.output.setInputGradient(dh, dGated, arena);
        engine.gateGradient(gates.matrix(), dGated.matrix());
        if (isLowest()) {
          engine.fill(dh.matrix(), 0);
        }
        add(convolutions.horizontal, h, gates, dh);
        Tensor dp = grid(2 * channels());
        convolutions.crossing.addParameterGradients(p, gates, arena);
        convolutions.crossing.setInputGradient(gates, dp, arena);
        verticalGates.ifPresent(
            dSum -> {
              engine.gateGradient(dSum.matrix(), dv.matrix());
              engine.add(dSum.matrix(), dp.matrix());
            });
        engine.fill(dv.matrix(), 0);
        verticalGates.ifPresent(
            dSum -> convolutions.shortcut.ifPresent(shortcut -> add(shortcut, v, dSum, dv)));
        add(convolutions.vertical, v, dp, dv);
      }
    }

    private void add(Convolution2d convolution, Tensor x, Tensor dy, Tensor dx) {
      convolution.addParameterGradients(x, dy, arena);
      convolution.addInputGradient(dy, dx, arena);
    }
  }
}
