package org.greedyinfomax.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files under {@code conf/kubernetes} say what Kubernetes' schema has fields for. */
final class KubernetesFilesTest {

  private static final Path FILES =
      Path.of(System.getProperty("project.root"), "conf", "kubernetes");

  /** Reads into classes made from the schema; they would keep what they do not know. */
  private static final ObjectMapper STRICT =
      new ObjectMapper(new YAMLFactory())
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  @ParameterizedTest
  @CsvSource({
    "driver.yaml, Pod",
    "executor.yaml, Pod",
    "access.yaml, Namespace ServiceAccount Role RoleBinding",
    "volume.yaml, PersistentVolumeClaim"
  })
  void fitTheSchema(String file, String kinds) throws IOException {
    List<HasMetadata> found = read(Files.readString(FILES.resolve(file)));

    assertThat(found).extracting(HasMetadata::getKind).containsExactly(kinds.split(" ", -1));
  }

  @Test
  void wouldNotFitItWithATypingError() throws IOException {
    String wrong =
        Files.readString(FILES.resolve("driver.yaml"))
            .replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("readOnlyRootFileSystem");
  }

  private static List<HasMetadata> read(String yaml) throws IOException {
    List<HasMetadata> found = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        STRICT.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        HasMetadata lenient = new KubernetesSerialization().unmarshal(document.toString());
        found.add(STRICT.treeToValue(document, lenient.getClass()));
      }
    }
    return found;
  }
}
