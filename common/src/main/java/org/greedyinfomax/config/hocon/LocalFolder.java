package org.greedyinfomax.config.hocon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.greedyinfomax.Text;

/**
 * The folder that a recipe on this machine lies in.
 *
 * @param recipe what errors call the recipe
 * @param path of the folder
 */
public record LocalFolder(String recipe, Path path) implements RecipeFolder {

  /** Returns the text of a file. */
  public static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Included.read(file.toString(), in).text();
    } catch (IOException e) {
      throw new RecipeException(Text.format("cannot read %s: %s", file, e.getMessage()), e);
    }
  }

  @Override
  public Optional<Included> read(String name) {
    Path file = path.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    requireWithin(file, name);
    return Optional.of(new Included(file.toString(), text(file)));
  }

  /** A link may lead from one file beside the recipe to another, and nowhere else. */
  private void requireWithin(Path file, String what) {
    try {
      if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(path.toRealPath())) {
        throw RecipeException.included(
            recipe,
            "\"" + what + "\", which is no file there or a link that leads away",
            RecipeIncludes.RULE);
      }
    } catch (IOException e) {
      throw new RecipeException(Text.format("cannot read %s: %s", file, e.getMessage()), e);
    }
  }
}
