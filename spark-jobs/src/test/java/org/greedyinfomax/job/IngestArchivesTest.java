package org.greedyinfomax.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.wav.WavWriter;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Archives of recordings: each member is ingested, rejected or counted, as files in folders are.
 */
@SharedSpark
final class IngestArchivesTest {

  private static SparkSession spark;

  @TempDir private Path directory;
  private Recordings recordings;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @BeforeEach
  void makeFolder() {
    recordings = new Recordings(directory);
  }

  @Test
  void membersAreAsFilesInFolders() throws Exception {
    recordings.bytes(
        "shards/a.tar",
        Archives.tar(
            members("./en/1.wav", wav(1), "en/2.dat", wav(2), "de/3.wav", wav(3), "read.me", "!")));
    recordings.bytes("b.zip", Archives.zip(members("fr/4.wav", wav(4), "fr/.5.wav", wav(5))));
    recordings.bytes("it/6.wav", wav(6));

    IngestReport report = ingest(options(Layout.FILES, 0, new LabelSettings("language", "", "")));

    assertThat(rows())
        .extracting(CorpusRow::key, row -> row.labels().get("language"), this::firstSample)
        .containsExactlyInAnyOrder(
            tuple("en/1", "en", 1),
            tuple("en/2.dat", "en", 2),
            tuple("de/3", "de", 3),
            tuple("fr/4", "fr", 4),
            tuple("it/6", "it", 6));
    assertThat(report.leftOut())
        .extracting(LeftOutFile::path, LeftOutFile::kind)
        .containsExactly(tuple("b.zip!fr/.5.wav", "hidden"), tuple("shards/a.tar!read.me", ".me"));
    assertThat(report.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
  void compressedArchivesAreReadWhateverTheyAreCalled(String how) throws Exception {
    recordings.bytes(
        "shard", Archives.packed(how, Archives.tar(members("1.wav", wav(1), "2.wav", wav(2)))));
    recordings.bytes("alone.dat", Archives.packed(how, wav(3)));

    IngestReport report = ingest(options(Layout.FILES, 0, Recordings.NO_LABELS));

    assertThat(rows())
        .extracting(CorpusRow::key, this::firstSample)
        .containsExactly(tuple("1", 1), tuple("2", 2));
    assertThat(report.leftOut()).extracting(LeftOutFile::path).containsExactly("alone.dat");
  }

  @Test
  void whatIsZipInsideButNoArchiveIsLeftOut() throws Exception {
    byte[] zip = Archives.zip(members("1.wav", wav(1)));
    recordings.bytes("arrays.npz", zip);
    recordings.bytes("words.docx", zip);
    recordings.bytes("0.wav", wav(0));

    assertThat(ingest(options(Layout.FILES, 0, Recordings.NO_LABELS)).manifest().leftOutFiles())
        .isEqualTo(Map.of(".npz", 1, "ZIP", 1));
  }

  @Test
  void shardsOfWebDatasetHaveLabelsBesideTheirRecordings() throws Exception {
    recordings.bytes(
        "00.tar",
        Archives.tar(
            members(
                "./a/1.x.wav",
                wav(1),
                "a/1.cls",
                "7\n",
                "a/1.txt",
                "hello world\n",
                "a/1.json",
                "{\"speaker\": \"ann\", \"age\": 31, \"key\": 5, \"tags\": [1]}",
                "2.json",
                "{\"speaker\": \"bob\", \"age\": null}",
                "2.wav",
                wav(2),
                "3.left.wav",
                wav(3),
                "3.right.wav",
                wav(4),
                "3.txt",
                "both",
                "4.txt",
                "of nothing")));
    recordings.bytes(
        "01.tgz",
        Archives.packed(
            "gz", Archives.tar(members("5.wav", wav(5), "5.meta.json", "{\"take\": true}"))));
    recordings.bytes("loose.wav", wav(6));

    IngestReport report = ingest(options(Layout.WEBDATASET, 0, Recordings.NO_LABELS));

    assertThat(rows())
        .extracting(CorpusRow::key, this::firstSample, CorpusRow::labels)
        .containsExactly(
            tuple(
                "a/1",
                1,
                Map.of(
                    "cls",
                    "7",
                    "txt",
                    "hello world",
                    "speaker",
                    "ann",
                    "age",
                    "31",
                    "label_key",
                    "5")),
            tuple("2", 2, Map.of("speaker", "bob")),
            tuple("3.left.wav", 3, Map.of("txt", "both")),
            tuple("3.right.wav", 4, Map.of("txt", "both")),
            tuple("5", 5, Map.of("meta_take", "true")));
    assertThat(report.manifest().labelColumns())
        .containsExactly("age", "cls", "label_key", "meta_take", "speaker", "txt");
    assertThat(report.leftOut().stream().map(LeftOutFile::toLine))
        .containsExactly(
            "00.tar!4.txt\t.txt\thas labels of 4, which is not taken or not there",
            "loose.wav\t.wav\tlies in no tar archive, but ingest.layout = webdataset takes such"
                + " only");
  }

  /** As the shards of two datasets do, which are numbered from 0 in each. */
  @Test
  void shardsThatAreCalledTheSameKeepTheirOwnLabels() throws Exception {
    recordings.bytes(
        "first/00.tar",
        Archives.tar(members("1.wav", wav(1), "1.cls", "one", "2.wav", wav(2), "2.cls", "two")));
    recordings.bytes(
        "second/00.tar",
        Archives.tar(members("1.wav", wav(3), "1.cls", "three", "4.wav", wav(4), "4.cls", "four")));
    IngestOptions options = options(Layout.WEBDATASET, 0.5, Recordings.NO_LABELS);
    List<String> inputs =
        List.of(
            directory.resolve("in/first").toString(), directory.resolve("in/second").toString());

    IngestReport report =
        ingest(
            new IngestOptions(
                inputs, options.output(), false, options.sampleRate(), options.settings()));

    assertThat(rows())
        .extracting(this::firstSample, row -> row.labels().get("cls"))
        .containsExactlyInAnyOrder(tuple(1, "one"), tuple(2, "two"), tuple(4, "four"));
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "00.tar!1.wav has the same key, 1.wav, as file:"
                + directory.toRealPath().resolve("in/first/00.tar!1.wav"));
  }

  @Test
  void samplesThatAreThereTwiceOrHaveBadLabelsAreRejected() throws Exception {
    recordings.bytes("00.tar", Archives.tar(members("1.wav", wav(1), "2.wav", wav(2))));
    recordings.bytes(
        "01.tar",
        Archives.tar(
            members(
                "1.wav",
                wav(3),
                "4.wav",
                wav(4),
                "4.json",
                "[1, 2]",
                "5.json",
                "{",
                "5.wav",
                wav(5),
                "6.wav",
                wav(6),
                "6.txt",
                new byte[] {(byte) 0xff},
                "7.wav",
                wav(7),
                "7.txt",
                new byte[(1 << 20) + 1],
                "8.wav",
                wav(8),
                "8.txt",
                "x",
                "8.json",
                "{\"txt\": \"y\"}",
                "9.wav",
                wav(9),
                "9.json",
                "{\"txt\": \"x\"}\n{\"txt\": \"y\"}\n")));

    IngestReport report = ingest(options(Layout.WEBDATASET, 0.9, Recordings.NO_LABELS));

    assertThat(rows()).extracting(this::firstSample).containsExactly(1, 2);
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "01.tar!1.wav has the same key, 1.wav, as 00.tar!1.wav",
            "01.tar!4.wav has labels in 4.json, but that is no JSON object",
            "01.tar!5.wav has labels in 5.json, but that is no JSON",
            "01.tar!6.wav has labels in 6.txt, but that is not UTF-8",
            "01.tar!7.wav has labels in 7.txt, but that has more than 1 MiB",
            "01.tar!8.wav has the label txt twice, the second time in 8.json",
            "01.tar!9.wav has labels in 9.json, but that is no JSON");
  }

  @Test
  void ofADamagedTarWhatStandsBeforeTheDamageIsTaken() throws Exception {
    byte[] whole = Archives.tar(members("1.wav", wav(1), "2.wav", wav(2), "3.wav", wav(3)));
    int third = 2 * (512 + 512 * ((wav(1).length + 511) / 512));
    byte[] packed = Archives.packed("gz", whole);
    recordings.bytes("in header.tar", Arrays.copyOf(whole, third + 100));
    recordings.bytes("in member.tar", Arrays.copyOf(whole, third + 600));
    recordings.bytes("joined.tar", Archives.joined(whole, whole));
    recordings.bytes("no end.tar", Arrays.copyOf(whole, 3 * (third / 2)));
    recordings.bytes("packed.tar.gz", Arrays.copyOf(packed, packed.length - 20));
    recordings.bytes("text.tar", "no archive".getBytes(UTF_8));
    recordings.bytes("none.zip", new byte[0]);

    IngestReport report = ingest(options(Layout.FILES, 1, Recordings.NO_LABELS));

    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .filteredOn(line -> !line.contains("has the same key"))
        .containsExactly(
            "in header.tar is damaged: it ends without the mark of its end; the 2 members before"
                + " that were taken",
            "in member.tar is damaged in its member 3.wav: Truncated TAR archive; the 2 members"
                + " before that were taken",
            "joined.tar is damaged: it goes on behind the mark of its end, perhaps with another"
                + " one; the 3 members before that were taken",
            "no end.tar is damaged: it ends without the mark of its end; the 3 members before that"
                + " were taken",
            "none.zip is empty: it has 0 bytes",
            "packed.tar.gz is damaged: it ends too early; the 2 members before that were taken",
            "text.tar is damaged: it begins like no archive");
    assertThat(rows()).extracting(this::firstSample).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void ofADamagedZipWhatCanBeReadIsTaken() throws Exception {
    byte[] whole = Archives.zip(members("1.wav", wav(1), "2.wav", wav(2), "3.wav", wav(3)));
    recordings.bytes("sum.zip", wrongSum(members("4.wav", wav(4), "5.wav", noise())));
    recordings.bytes(
        "cut.zip", Arrays.copyOf(whole, new String(whole, ISO_8859_1).indexOf("PK\1\2") + 4));

    IngestReport report = ingest(options(Layout.FILES, 1, Recordings.NO_LABELS));

    assertThat(rows()).extracting(this::firstSample).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "cut.zip is damaged: the list of members at its end is missing or damaged; the 3"
                + " members before that were taken",
            "sum.zip!5.wav is damaged: its checksum does not fit its bytes");
  }

  @Test
  void hostileNamesAndMembersCostALineEach() throws Exception {
    byte[] wav = wav(1);
    byte[] padded = Arrays.copyOf(wav, 512 * ((wav.length + 511) / 512));
    String deep = "d".repeat(120) + "/" + "e".repeat(120) + "/1.wav";
    recordings.bytes(
        "a.tar",
        Archives.joined(
            Archives.header("../../etc/1.wav", (byte) '0', wav.length),
            padded,
            Archives.header("/abs//./2.wav", (byte) '0', wav.length),
            padded,
            Archives.header("3.wav", (byte) '2', 0),
            Archives.header("4.wav", (byte) '1', 0),
            Archives.header("5.wav", (byte) '6', 0),
            Archives.header("6\n\u001b.wav", (byte) '0', wav.length),
            padded,
            Archives.header("dir/", (byte) '5', 0),
            latin1(Archives.header("7?.wav", (byte) '0', wav.length)),
            padded,
            Archives.tar(members(deep, wav, "8.zip", Archives.zip(members("9.wav", wav))))));
    recordings.bytes(
        "b.zip",
        Archives.zip(members("C:\\x\\10.wav", wav, "../11.wav", wav, "12.wav", new byte[0])));

    IngestReport report = ingest(options(Layout.FILES, 1, Recordings.NO_LABELS));

    assertThat(rows())
        .extracting(CorpusRow::key)
        .containsExactlyInAnyOrder(
            "abs/2", "6\n\u001b", deep.substring(0, deep.length() - 4), "C:/x/10");
    assertThat(report.rejected().stream().map(RejectedFile::toLine))
        .containsExactly(
            "a.tar!../../etc/1.wav\thas a name that leads out of the archive: pack it under another"
                + " one",
            "a.tar!7\ufffd.wav\thas a name that is not UTF-8: pack it under another one",
            "b.zip!../11.wav\thas a name that leads out of the archive: pack it under another one",
            "b.zip!12.wav\tis empty: it has 0 bytes");
    assertThat(report.leftOut())
        .extracting(LeftOutFile::path, LeftOutFile::kind)
        .containsExactly(
            tuple("a.tar!3.wav", "same as another"),
            tuple("a.tar!4.wav", "same as another"),
            tuple("a.tar!5.wav", "no regular file"),
            tuple("a.tar!8.zip", ".zip"));
  }

  /** A few kilobytes that claim gigabytes: in names, in pax records and as a sparse file. */
  @Test
  void smallArchivesThatClaimMuchAreNotUnpackedIntoMemory() throws Exception {
    long huge = 3L << 30;
    byte[] zeros = new byte[8 << 20];
    recordings.bytes("0.wav", wav(0));
    recordings.bytes(
        "name.tgz",
        Archives.packed("gz", Archives.header("././@LongLink", (byte) 'L', huge), zeros));
    recordings.bytes(
        "pax.tgz",
        Archives.packed(
            "gz",
            Archives.header("PaxHeader", (byte) 'x', huge),
            "999999999 path=".getBytes(UTF_8),
            zeros));
    recordings.bytes(
        "sparse.tar",
        Archives.joined(sparse("1.wav", huge), Archives.tar(members("2.wav", wav(2)))));

    IngestReport report = ingest(options(Layout.FILES, 1, Recordings.NO_LABELS));

    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "name.tgz is damaged: a member has headers of more than 1 MiB; the 0 members before"
                + " that were taken",
            "pax.tgz is damaged: a member has headers of more than 1 MiB; the 0 members before that"
                + " were taken",
            "sparse.tar!1.wav is too large: it has 3221225472 bytes, but a member of an archive may"
                + " have at most 2 GiB; split it");
    assertThat(rows()).extracting(CorpusRow::key).containsExactlyInAnyOrder("0", "2");
  }

  @Test
  void utterancesOfLibriSpeechNeedNotBeUnpacked() throws Exception {
    byte[] flac;
    try (var in = Recordings.class.getResourceAsStream("mono-16.flac")) {
      flac = in.readAllBytes();
    }
    recordings.bytes(
        "dev-clean.tar.gz",
        Archives.packed(
            "gz",
            Archives.tar(members("LibriSpeech/dev-clean/84/121123/84-121123-0001.flac", flac))));

    ingest(
        new IngestOptions(
            List.of(recordings.input()),
            recordings.output().toString(),
            false,
            0,
            Recordings.settings(Layout.LIBRISPEECH, 1, 0, Recordings.NO_LABELS, Map.of())));

    assertThat(rows())
        .extracting(CorpusRow::key, CorpusRow::labels)
        .containsExactly(tuple("84-121123-0001", Map.of("speaker", "84", "chapter", "121123")));
  }

  @Test
  void aDryRunCountsMembers() throws Exception {
    recordings.bytes(
        "a.tar",
        Archives.tar(members("1.wav", wav(1), "2.wav", wav(2), "3.wav", "?", "4.txt", "!")));

    assertThat(
            new Ingest(spark, options(Layout.FILES, 0.5, Recordings.NO_LABELS)).dryRun().toText())
        .contains(
            "WAV, 8000 Hz, mono                        2 ",
            "would reject 1 files:\n  a.tar!3.wav is not audio that can be read",
            "would leave out: 1 .txt\n");
  }

  /** Returns the header of a file in GNU's form for sparse ones that has no data at all. */
  private static byte[] sparse(String name, long size) {
    byte[] header = Archives.header(name, (byte) 'S', 0);
    System.arraycopy("ustar  \0".getBytes(ISO_8859_1), 0, header, 257, 8);
    byte[] octal = "%011o\0".formatted(size).getBytes(ISO_8859_1);
    System.arraycopy(octal, 0, header, 386, 12); // where data follows,
    System.arraycopy("%011o\0".formatted(0).getBytes(ISO_8859_1), 0, header, 398, 12); // of 0 bytes
    System.arraycopy(octal, 0, header, 483, 12);
    return summed(header);
  }

  /** Returns an archive in which a bit of the last member is another, which is stored as it is. */
  private static byte[] wrongSum(Map<String, byte[]> members) throws IOException {
    byte[] zip = Archives.zip(members);
    zip[new String(zip, ISO_8859_1).indexOf("PK\1\2") - 100] ^= 1;
    return zip;
  }

  /** A recording that cannot be compressed. */
  private static byte[] noise() throws IOException {
    Random random = new Random(1);
    short[] samples = new short[400];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WavWriter.write(bytes, Recordings.RATE, samples);
    return bytes.toByteArray();
  }

  private static byte[] latin1(byte[] header) {
    header[1] = (byte) 0xe4;
    return summed(header);
  }

  private static byte[] summed(byte[] header) {
    long sum = 0;
    Arrays.fill(header, 148, 156, (byte) ' ');
    for (byte value : header) {
      sum += value & 0xff;
    }
    byte[] octal = "%06o\0 ".formatted(sum).getBytes(ISO_8859_1);
    System.arraycopy(octal, 0, header, 148, 8);
    return header;
  }

  /** A recording whose first sample is a number by which it is known again. */
  private static byte[] wav(int number) throws IOException {
    short[] samples = new short[400];
    samples[0] = (short) number;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WavWriter.write(bytes, Recordings.RATE, samples);
    return bytes.toByteArray();
  }

  private int firstSample(CorpusRow row) {
    return ((Clip) row.content()).samples()[0];
  }

  private static Map<String, byte[]> members(Object... namesAndContents) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      Object content = namesAndContents[i + 1];
      members.put(
          (String) namesAndContents[i],
          content instanceof byte[] bytes ? bytes : ((String) content).getBytes(UTF_8));
    }
    return members;
  }

  private IngestOptions options(Layout layout, double maxBadFraction, LabelSettings labels) {
    return new IngestOptions(
        List.of(recordings.input()),
        recordings.output().toString(),
        false,
        Recordings.RATE,
        Recordings.settings(layout, 1, maxBadFraction, labels, Map.of()));
  }

  private static IngestReport ingest(IngestOptions options) throws Exception {
    return new Ingest(spark, options).run();
  }

  private List<CorpusRow> rows() throws IOException {
    Corpus corpus =
        Corpus.open(spark.sparkContext().hadoopConfiguration(), recordings.output().toString());
    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.addAll(corpus.read(group));
    }
    return rows;
  }
}
