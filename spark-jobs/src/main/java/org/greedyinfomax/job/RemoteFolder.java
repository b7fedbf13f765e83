package org.greedyinfomax.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.hocon.RecipeException;
import org.greedyinfomax.config.hocon.RecipeFolder;

/** The folder of a recipe on a file system that Hadoop knows. */
record RemoteFolder(Configuration hadoop, Path path) implements RecipeFolder {

  @Override
  public Optional<Included> read(String name) {
    Path file = new Path(path, name);
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return Optional.of(Included.read(file.toString(), in));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RecipeException(Text.format("cannot read %s: %s", file, e.getMessage()), e);
    }
  }
}
