package io.sightline.ingest.events.onvif;

import io.sightline.ingest.events.onvif.SoapClient.Question;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The streams that a camera offers, by its media service. */
final class OnvifMedia {
  static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
  private static final String SCHEMA = "http://www.onvif.org/ver10/schema";
  private static final int MAX_PROFILES = 16;

  private final SoapClient soap;
  private final URI media;

  /**
   * @param media address of the service
   */
  OnvifMedia(SoapClient soap, URI media) {
    this.soap = soap;
    this.media = media;
  }

  List<OnvifProfile> profiles() throws IOException, InterruptedException {
    Element answer = ask("GetProfiles", "<GetProfiles xmlns=\"" + MEDIA + "\"/>");
    List<OnvifProfile> profiles = new ArrayList<>();
    for (Element profile : Xml.all(answer, "Profiles")) {
      Element encoder = Xml.first(profile, "VideoEncoderConfiguration");
      if (encoder != null && profiles.size() < MAX_PROFILES) {
        profiles.add(profile(profile, encoder));
      }
    }
    return profiles;
  }

  private OnvifProfile profile(Element profile, Element encoder)
      throws IOException, InterruptedException {
    String token = profile.getAttribute("token");
    Element size = Xml.first(encoder, "Resolution");
    return new OnvifProfile(
        token,
        Xml.text(profile, "Name"),
        Xml.text(encoder, "Encoding"),
        number(size, "Width"),
        number(size, "Height"),
        number(encoder, "FrameRateLimit"),
        address(token));
  }

  private static int number(@Nullable Element under, String name) {
    try {
      return under == null ? 0 : Integer.parseInt(Xml.text(under, name));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A camera may offer a profile and refuse to stream it. */
  private String address(String token) throws IOException, InterruptedException {
    String setup =
        """
        <GetStreamUri xmlns="%s"><StreamSetup><Stream xmlns="%s">RTP-Unicast</Stream>\
        <Transport xmlns="%s"><Protocol>RTSP</Protocol></Transport></StreamSetup>\
        <ProfileToken>%s</ProfileToken></GetStreamUri>"""
            .formatted(MEDIA, SCHEMA, SCHEMA, Xml.escape(token));
    try {
      String told = Xml.text(ask("GetStreamUri", setup), "Uri");
      return told.replaceFirst("(?<=://)[^/@]*@", "");
    } catch (OnvifException e) {
      return "";
    }
  }

  private Element ask(String name, String body) throws IOException, InterruptedException {
    return soap.ask(new Question(media, MEDIA + "/" + name, body, "", SoapClient.USUAL));
  }
}
