package org.greedyinfomax.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.hocon.HoconLimits;
import org.greedyinfomax.config.hocon.RecipeException;
import org.greedyinfomax.config.hocon.RecipeFolder;

/** The folder of a recipe on a file system that Hadoop knows. */
record RemoteFolder(Configuration hadoop, Path path) implements RecipeFolder {

  @Override
  public Optional<Included> read(String name) {
    Path file = new Path(path, name);
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      byte[] bytes = in.readNBytes(HoconLimits.MOST_BYTES + 1);
      if (bytes.length > HoconLimits.MOST_BYTES) {
        throw RecipeException.unreadable(file.toString(), "it is too large for a recipe");
      }
      // Unlike a constructor of String, this refuses what is no UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(new Included(file.toString(), text));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw new RecipeException(Text.format("cannot read %s: it is no UTF-8 text", file), e);
    } catch (IOException e) {
      throw new RecipeException(Text.format("cannot read %s: %s", file, e.getMessage()), e);
    }
  }
}
