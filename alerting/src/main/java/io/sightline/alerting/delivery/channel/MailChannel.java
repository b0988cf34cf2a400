package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.channel.MailConfig.Security;
import io.sightline.alerting.delivery.channel.Pictures.Picture;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends mail, over a connection of its own for each. */
public final class MailChannel implements Channel {
  private final MailConfig config;
  private final Duration timeout;
  private final Session session;
  private final MailText text;
  private final Pictures pictures;
  private final ExecutorService sender =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "mail");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param timeout for an attempt as a whole
   */
  public MailChannel(MailConfig config, Duration timeout) {
    this.config = config;
    this.timeout = timeout;
    this.session = Session.getInstance(properties());
    this.text = new MailText(config, session);
    this.pictures = new Pictures(timeout);
  }

  private Properties properties() {
    Properties properties = new Properties();
    String millis = Long.toString(timeout.toMillis());
    properties.put("mail.smtp.host", config.host());
    properties.put("mail.smtp.port", Integer.toString(config.port()));
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", Boolean.toString(!config.username().isEmpty()));
    boolean starttls = config.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
    boolean tls = config.security() == Security.TLS;
    properties.put("mail.smtp.ssl.enable", Boolean.toString(tls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    return properties;
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    Picture picture = pictures.fetch(message, config.picture());
    Future<Answer> sent = sender.submit(() -> transmit(message, picture));
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS).and(picture.note());
    } catch (TimeoutException e) {
      return Answer.tryAgain("not sent within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return Answer.tryAgain("not sent: " + e.getCause());
    } finally {
      sent.cancel(true);
    }
  }

  private Answer transmit(Message message, Picture picture) {
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          config.username().isEmpty() ? null : config.username(),
          config.username().isEmpty() ? null : config.password().value());
      MimeMessage mail = text.of(message, picture.jpeg());
      transport.sendMessage(mail, mail.getAllRecipients());
      return Answer.delivered("accepted by " + config.host());
    } catch (MessagingException e) {
      return MailAnswer.of(e);
    }
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}
