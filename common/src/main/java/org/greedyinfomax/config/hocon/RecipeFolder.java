package org.greedyinfomax.config.hocon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.greedyinfomax.Text;

/** The folder that a recipe lies in, on any file system. */
public interface RecipeFolder {

  /** Of a recipe that is no file. */
  RecipeFolder NONE = file -> Optional.empty();

  /**
   * A file beside the recipe.
   *
   * @param name what errors call it
   * @param text of it
   */
  record Included(String name, String text) {

    /**
     * Reads a file.
     *
     * @throws RecipeException if it is too large, or no text
     */
    public static Included read(String name, InputStream in) throws IOException {
      byte[] bytes = in.readNBytes(HoconLimits.MOST_BYTES + 1);
      if (bytes.length > HoconLimits.MOST_BYTES) {
        throw RecipeException.unreadable(name, "it is too large for a recipe");
      }
      try {
        // Unlike a constructor of String, this refuses what is no UTF-8.
        ByteBuffer content = ByteBuffer.wrap(bytes);
        return new Included(name, StandardCharsets.UTF_8.newDecoder().decode(content).toString());
      } catch (CharacterCodingException e) {
        throw new RecipeException(Text.format("cannot read %s: it is no UTF-8 text", name), e);
      }
    }
  }

  /**
   * Reads a file in the folder; empty if there is none.
   *
   * @param file its name
   * @throws RecipeException if it cannot be read, or is a link that leads away
   */
  Optional<Included> read(String file);
}
