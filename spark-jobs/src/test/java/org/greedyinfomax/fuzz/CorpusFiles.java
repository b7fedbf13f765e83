package org.greedyinfomax.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.activation.Border;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.activation.BorderStore;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.PartReader;
import org.greedyinfomax.activation.PartWriter;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.fuzz.FuzzTarget.Promise;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallPictures;

/** The files of corpora of recordings and of pictures, and of activations. */
final class CorpusFiles {

  private static final int BATCH = 3;
  private static final BorderShape SHAPE =
      new BorderShape("conv1", StorageType.FLOAT16, BATCH, new SampleShape.Sequence(9, 5));

  private final Configuration hadoop = new Configuration();
  private final Path directory;

  CorpusFiles(Path directory) {
    this.directory = directory;
  }

  List<FuzzTarget> targets() throws IOException {
    Path sounds = directory.resolve("sounds");
    Path pictures = directory.resolve("pictures");
    Path border = directory.resolve("border");
    SmallCorpus.write(sounds.toString(), 1);
    SmallPictures.write(pictures.toString());
    RoundManifest manifest = round(border);
    Path part = border.resolve(manifest.parts().get(0).file());
    return List.of(
        target("corpus.json", sounds.resolve("corpus.json"), () -> rows(sounds)),
        target("corpus.json of pictures", pictures.resolve("corpus.json"), () -> rows(pictures)),
        target("shard of recordings", shard(sounds), () -> rows(sounds)),
        target("shard of pictures", shard(pictures), () -> rows(pictures)),
        target("labels in a shard", shard(sounds), () -> labels(sounds)),
        new FuzzTarget(
            "manifest of activations",
            Files.readAllBytes(border.resolve("round-000001.json")),
            border.resolve("round-000001.json").toString(),
            Promise.THE_SAME,
            content -> awaited(border, manifest, content)),
        target("activations", part, () -> batches(border, manifest)));
  }

  private interface Opened {
    Object read() throws IOException;
  }

  private static FuzzTarget target(String name, Path file, Opened opened) throws IOException {
    byte[] original = Files.readAllBytes(file);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    return new FuzzTarget(
        name,
        original,
        file.toString(),
        Promise.THE_SAME,
        content -> {
          Files.write(file, content);
          try {
            return opened.read();
          } finally {
            Files.write(file, original);
          }
        });
  }

  private Path shard(Path corpus) throws IOException {
    return corpus.resolve(Corpus.open(hadoop, corpus.toString()).manifest().shards().get(1).file());
  }

  private Object rows(Path directory) throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    List<Object> rows = new ArrayList<>();
    rows.add(corpus.manifest());
    RowGroup group = corpus.rowGroups().get(1);
    for (CorpusRow row : corpus.read(group)) {
      rows.add(List.of(row.id(), row.key(), row.labels()));
      rows.add(
          row.content() instanceof Clip clip
              ? ShortBuffer.wrap(clip.samples())
              : ByteBuffer.wrap(((Picture) row.content()).pixels()));
    }
    return rows;
  }

  private Object labels(Path directory) throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    return corpus.readLabels(corpus.rowGroups().get(1));
  }

  private RoundManifest round(Path border) throws IOException {
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    BorderStore store = store(border);
    try (Arena arena = new Arena(engine);
        PartWriter writer = store.write(1, 0)) {
      for (int batch = 0; batch < 2; batch++) {
        List<SampleName> samples = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          samples.add(new SampleName("key-" + batch + i, i, false, i));
        }
        writer.write(engine, arena.zeros(SHAPE.tensor()), samples);
      }
      RoundManifest manifest = RoundManifest.of(1, SHAPE, "0a", List.of(writer.finish()));
      new Border(store, 1).commit(manifest);
      return manifest;
    }
  }

  private BorderStore store(Path border) {
    return new BorderStore(hadoop, new org.apache.hadoop.fs.Path(border.toString()), SHAPE);
  }

  /** What the group above gets when the manifest is changed after it was written. */
  private Object awaited(Path border, RoundManifest manifest, byte[] content) throws Exception {
    Border opened = new Border(store(border), 1);
    opened.commit(manifest);
    Files.write(border.resolve("round-000001.json"), content);
    try {
      return opened.await(1);
    } finally {
      opened.commit(manifest);
    }
  }

  private Object batches(Path border, RoundManifest manifest) throws IOException {
    List<Object> batches = new ArrayList<>();
    try (PartReader reader = store(border).read(manifest.parts().get(0))) {
      for (int batch = 0; batch < 2; batch++) {
        NamedBatch next = reader.next();
        batches.add(next.samples());
        ByteBuffer numbers = ((MiniBatch.Stored) next.batch()).bytes();
        byte[] copy = new byte[numbers.remaining()];
        numbers.duplicate().get(copy);
        batches.add(ByteBuffer.wrap(copy));
      }
    }
    return batches;
  }
}
