package org.greedyinfomax.ml;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.FrozenStack;
import org.greedyinfomax.encoding.Invalid;
import org.greedyinfomax.encoding.Pooling;

/**
 * What params say about encoding, checked.
 *
 * @param module whose representations are wanted, as a place in the stack
 * @param pooling what becomes of frames
 * @param invalid what becomes of rows that cannot be encoded
 * @param batchSize rows that are encoded together, at least 1
 */
record EncodingChoice(int module, Pooling pooling, Invalid invalid, int batchSize)
    implements Serializable {

  EncodingChoice {
    Check.argument(batchSize >= 1, "inferBatchSize must be at least 1, but is %d", batchSize);
  }

  /**
   * Reads params.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  static EncodingChoice of(EncodingParams params, Recipe recipe) {
    return new EncodingChoice(
        module(params, recipe),
        word("pooling", params.getPooling(), List.of(Pooling.MEAN, Pooling.NONE)),
        word("handleInvalid", params.getHandleInvalid(), List.of(Invalid.values())),
        params.getInferBatchSize());
  }

  private static int module(EncodingParams params, Recipe recipe) {
    int topmost = recipe.stack().modules().size() - 1;
    if (!params.isDefined(params.module())) {
      return topmost;
    }
    String name = params.getModule();
    Check.argument(
        !name.equals(FrozenStack.ALL_MODULES),
        "module must name one module, but is %s: use a model for each",
        name);
    return FrozenStack.modules(recipe, name).get(0);
  }

  private static <E extends Enum<E>> E word(String param, String value, List<E> choices) {
    List<String> words =
        choices.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    Check.argument(
        words.contains(value),
        "%s must be one of %s, but is \"%s\"",
        param,
        String.join(", ", words),
        value);
    return choices.get(words.indexOf(value));
  }
}
