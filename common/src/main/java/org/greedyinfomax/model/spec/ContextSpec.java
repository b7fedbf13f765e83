package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.model.spec.StackSpec.Initialization;

/** A network that makes a module's contexts of its encodings, as a recipe describes it. */
public sealed interface ContextSpec extends LayerSpec permits GruSpec, PixelCnnSpec {

  /**
   * Returns whether the module hands on the contexts, and is evaluated on them; if not, it does so
   * with the encodings, and the contexts serve the loss alone.
   */
  boolean isHandedOn();

  @Override
  default Optional<ContextSpec> asContext() {
    return Optional.of(this);
  }

  /** Returns the GRU that it is, whose state goes from frame to frame; empty if it is none. */
  default Optional<GruSpec> gru() {
    return Optional.empty();
  }

  /** It has a context for every encoding. */
  @Override
  default int stride() {
    return 1;
  }

  /** Returns what it learns, drawn as the stack's weights are. */
  List<ParameterSpec> parameters(int channels, Initialization initialization);
}
