package org.greedyinfomax.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.greedyinfomax.config.hocon.Fields;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;

/** Layers as recipes have them: a section each, whose kind decides which other keys it has. */
final class LayerKeys {

  static final String KIND = "kind";

  private static final List<Kind<?, ?>> KINDS =
      List.of(
          Kind.of("convolution1d", ConvolutionSpec.class),
          Kind.of("convolution2d", GridConvolutionSpec.class),
          new Kind<>(
              "residual",
              ResidualSpec.class,
              Fields.of(ResidualBlocks.class),
              ResidualBlocks::layers,
              ResidualBlocks::of),
          Kind.of("gru", GruSpec.class),
          Kind.of("pixelcnn", PixelCnnSpec.class));

  private LayerKeys() {}

  /**
   * One kind of layer.
   *
   * @param name in recipes
   * @param type its specification
   * @param fields its other keys
   * @param layers what a section stands for
   * @param section that stands for a layer
   */
  private record Kind<S extends LayerSpec, R extends Record>(
      String name,
      Class<S> type,
      Fields<R> fields,
      Function<R, List<LayerSpec>> layers,
      Function<S, R> section) {

    /** A kind whose section is its specification. */
    static <S extends Record & LayerSpec> Kind<S, S> of(String name, Class<S> type) {
      return new Kind<>(name, type, Fields.of(type), List::of, spec -> spec);
    }

    List<LayerSpec> read(Section section) {
      return layers.apply(fields.read(section));
    }

    Map<String, Object> write(LayerSpec layer) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(KIND, name);
      tree.putAll(fields.write(section.apply(type.cast(layer))));
      return tree;
    }
  }

  private static Kind<?, ?> kind(Section section) {
    List<String> names = KINDS.stream().<String>map(Kind::name).toList();
    return KINDS.get(names.indexOf(section.oneOf(KIND, names)));
  }

  /** Returns the kind of a layer. */
  private static Kind<?, ?> kind(LayerSpec layer) {
    return KINDS.stream()
        .filter(kind -> kind.type().isInstance(layer))
        .findFirst()
        .orElseThrow(() -> new AssertionError("recipes have no kind for " + layer));
  }

  /** Returns the keys that a layer has because of its kind. */
  static List<String> keys(Section section) {
    return kind(section).fields().keys(KIND);
  }

  /** Returns the layers that a section stands for. */
  static List<LayerSpec> read(Section section) {
    return kind(section).read(section);
  }

  static Map<String, Object> write(LayerSpec layer) {
    return kind(layer).write(layer);
  }

  /** Returns what recipes call a kind of layer. */
  static String name(LayerSpec layer) {
    return kind(layer).name();
  }
}
