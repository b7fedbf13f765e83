package org.greedyinfomax.export;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.Safetensors;

/** Takes tensors that a stack needs from those of a file, and says what is wrong with them. */
final class ReferenceReader {

  private final Map<String, Safetensors.Entry> tensors;
  private final String prefix;
  private final String source;
  private final Set<String> others; // that nobody needs

  /**
   * Opens a file.
   *
   * @param prefix that its names have before the needed ones
   * @param names that are needed
   * @param source what errors call the file
   */
  ReferenceReader(
      Map<String, Safetensors.Entry> tensors, String prefix, List<String> names, String source) {
    this.tensors = tensors;
    this.prefix = prefix;
    this.source = source;
    others = new TreeSet<>(tensors.keySet());
    names.forEach(name -> others.remove(prefix + name));
  }

  /**
   * Returns the numbers of a tensor, in its own order.
   *
   * @param module that needs it
   * @throws IllegalArgumentException if it is missing, or of another shape or type, or not finite
   */
  float[] numbers(ReferenceTensor tensor, String module) {
    String name = prefix + tensor.name();
    Check.argument(
        tensors.containsKey(name),
        "tensor \"%s\" is missing from %s: module \"%s\" of the recipe needs it, of shape %s%s",
        name,
        source,
        module,
        tensor.shape(),
        whatIsThere(tensor));
    Safetensors.Entry entry = tensors.get(name);
    Check.argument(
        entry.shape().equals(tensor.shape()),
        "tensor \"%s\" of %s must have shape %s, as module \"%s\" of the recipe says, but has %s",
        name,
        source,
        tensor.shape(),
        module,
        entry.shape());
    float[] numbers = singles(name, entry);
    for (float number : numbers) {
      Check.argument(
          Float.isFinite(number),
          "tensor \"%s\" of %s must hold finite numbers of single precision, but holds %s",
          name,
          source,
          number);
    }
    return numbers;
  }

  private float[] singles(String name, Safetensors.Entry entry) {
    return switch (entry.type()) {
      case "F32" -> entry.floats();
      case "F64" -> rounded(entry.doubles());
      default ->
          throw new IllegalArgumentException(
              Text.format(
                  "tensor \"%s\" of %s must be of type F32 or F64, but is of type %s",
                  name, source, entry.type()));
    };
  }

  private static float[] rounded(double[] numbers) {
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return rounded;
  }

  private String whatIsThere(ReferenceTensor tensor) {
    String prefixes =
        others.stream()
            .filter(name -> name.endsWith("." + tensor.name()))
            .map(name -> name.substring(0, name.length() - tensor.name().length()))
            .collect(Collectors.joining(" or "));
    if (!prefixes.isEmpty()) {
      return Text.format("; there its name begins with %s: name that with --prefix", prefixes);
    }
    return others.isEmpty()
        ? ""
        : Text.format(
            "; a similar name there is \"%s\"", Spelling.closest(prefix + tensor.name(), others));
  }

  /**
   * Checks that nothing is left over.
   *
   * @throws IllegalArgumentException naming a tensor that nobody needs, though it has the prefix
   */
  void requireNoOthers() {
    for (String name : others) {
      Check.argument(
          !name.startsWith(prefix),
          "tensor \"%s\" of %s has no place in the recipe: take the recipe of these weights, or"
              + " leave the tensor out of the file",
          name,
          source);
    }
  }
}
