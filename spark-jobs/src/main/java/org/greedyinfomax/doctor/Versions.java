package org.greedyinfomax.doctor;

import java.io.Serializable;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.package$;
import scala.util.Properties;

/**
 * What a process runs on.
 *
 * @param java its version
 * @param spark its version
 * @param scala its version
 * @param hadoop version of its client
 * @param processor kind of processor, with what matters to products
 * @param fileNames encoding of file names on the local disk, which Java takes from the locale
 */
record Versions(
    String java, String spark, String scala, String hadoop, String processor, String fileNames)
    implements Serializable {

  /** Those of this process. */
  static Versions here() {
    return new Versions(
        System.getProperty("java.version"),
        package$.MODULE$.SPARK_VERSION(),
        Properties.versionNumberString(),
        VersionInfo.getVersion(),
        Processor.here().toString(),
        System.getProperty("sun.jnu.encoding", "UTF-8"));
  }
}
