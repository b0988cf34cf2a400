package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Severity;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** Writes a mail: plain text, and HTML with the picture in it. */
record MailText(MailConfig config, Session session) {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String PICTURE_ID = "picture@sightline";

  /** Its Message-ID is made of the key, so that a mail that comes twice can be told. */
  private static final class Mail extends MimeMessage {
    private final String id;

    Mail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /**
   * @param jpeg empty: without
   */
  MimeMessage of(Message message, byte[] jpeg) throws MessagingException {
    MimeMessage mail = new Mail(session, id(message.idempotencyKey()));
    mail.setFrom(new InternetAddress(config.from(), true));
    for (String to : config.to()) {
      mail.addRecipient(RecipientType.TO, new InternetAddress(to, true));
    }
    mail.setSubject(message.title(), UTF_8);
    mail.setSentDate(Date.from(message.attemptedAt()));
    // One conversation for each alert.
    mail.setHeader("References", id(message.alert().getAlertId()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    if (message.alert().getSeverity() == Severity.CRITICAL) {
      mail.setHeader("Importance", "high");
    }
    MimeMultipart both = new MimeMultipart("alternative");
    both.addBodyPart(text(plain(message), "plain"));
    both.addBodyPart(
        jpeg.length == 0 ? text(html(message, false), "html") : related(message, jpeg));
    mail.setContent(both);
    mail.saveChanges();
    return mail;
  }

  private MimeBodyPart related(Message message, byte[] jpeg) throws MessagingException {
    MimeBodyPart picture = new MimeBodyPart();
    picture.setDataHandler(new DataHandler(new ByteArrayDataSource(jpeg, "image/jpeg")));
    picture.setContentID("<" + PICTURE_ID + ">");
    picture.setDisposition(MimeBodyPart.INLINE);
    picture.setFileName("picture.jpg");
    MimeMultipart related = new MimeMultipart("related");
    related.addBodyPart(text(html(message, true), "html"));
    related.addBodyPart(picture);
    MimeBodyPart part = new MimeBodyPart();
    part.setContent(related);
    return part;
  }

  private static MimeBodyPart text(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  private String plain(Message message) {
    String link = link(message);
    return message.title() + "\n\n" + message.body() + (link.isEmpty() ? "" : "\n" + link) + "\n";
  }

  private String html(Message message, boolean inline) {
    String link = link(message);
    return "<!DOCTYPE html><html><body><h3>"
        + escaped(message.title())
        + "</h3><p>"
        + escaped(message.body()).replace("\n", "<br>\n")
        + "</p>"
        + (inline ? "<p><img src=\"cid:" + PICTURE_ID + "\" alt=\"\" width=\"640\"></p>" : "")
        + (link.isEmpty() ? "" : "<p><a href=\"" + escaped(link) + "\">picture</a></p>")
        + "</body></html>\n";
  }

  private String link(Message message) {
    boolean linked = config.picture() != PictureMode.NONE && message.picture() != null;
    return linked ? String.valueOf(message.picture()) : "";
  }

  /** Nothing that stands in the text becomes markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String id(String name) {
    return "<" + name.replaceAll("[^A-Za-z0-9.-]", ".") + "@sightline>";
  }
}
