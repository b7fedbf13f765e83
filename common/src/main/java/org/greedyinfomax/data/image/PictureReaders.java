package org.greedyinfomax.data.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * ImageIO's readers: those of TwelveMonkeys for JPEG and WebP, and the JDK's.
 *
 * <p>They are found here and not by ImageIO, so that they are the same ones whatever else an
 * application has on its class path, and whatever class loader Spark has put our jar into.
 */
public final class PictureReaders {

  private final ServiceRegistry registry =
      new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
  private final JPEGImageReaderSpi jpeg = new JPEGImageReaderSpi();
  private final WebPImageReaderSpi webp = new WebPImageReaderSpi();

  public PictureReaders() {
    // The reader of JPEG is one around the JDK's, which it looks for where it is registered.
    registry.registerServiceProvider(jdk(PictureFormat.JPEG));
    registry.registerServiceProvider(jpeg);
  }

  public ImageReader open(PictureFormat format) throws IOException {
    ImageReaderSpi provider =
        switch (format) {
          case JPEG -> jpeg;
          case WEBP -> webp;
          case PNG, BMP, GIF, TIFF -> jdk(format);
        };
    return provider.createReaderInstance();
  }

  private static ImageReaderSpi jdk(PictureFormat format) {
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class,
                provider -> isOfTheJdk(provider) && reads(provider, format),
                false);
    if (!found.hasNext()) {
      throw new AssertionError("every JDK reads " + format);
    }
    return found.next();
  }

  private static boolean isOfTheJdk(Object provider) {
    return provider.getClass().getModule().equals(ImageIO.class.getModule());
  }

  private static boolean reads(Object provider, PictureFormat format) {
    return Stream.of(((ImageReaderSpi) provider).getFormatNames())
        .anyMatch(format.imageIoName()::equals);
  }
}
