package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ConfigurationKey;
import opencompact.ocpp.GetConfiguration;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final Moment NOW = new Moment(0, null);
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final Memory memory = new Memory();
  private final Settings settings = Settings.delivered(Line.DELIVERY);

  private GetConfiguration.Response read(String... names) {
    return Configuration.read(new GetConfiguration.Request(List.of(names)), settings, memory);
  }

  @Test
  void address_and_name_can_be_changed_over_ocpp_and_not_taken_away_OCP_3() {
    assertThat(change("BackendUrl", "ws://x/").accepted()).isTrue();
    assertThat(change("Uid", "CP 1").accepted()).isTrue();
    assertThat(change("BackendUrl", "").status()).isEqualTo(ChangeConfiguration.Status.REJECTED);
    assertThat(change("BackendUrl", "http://x/").status())
        .isEqualTo(ChangeConfiguration.Status.REJECTED);
  }

  @Test
  void where_a_password_is_sent_no_name_with_a_colon_is_taken_OCPP_TR_06() {
    for (int profile = 0; profile <= 3; profile++) {
      Settings secured =
          Settings.of(Line.DELIVERY, Map.of("SecurityProfile", String.valueOf(profile)));
      Configuration.Change changed =
          Configuration.change(
              new ChangeConfiguration.Request("Uid", "CP:1"), secured, memory, NOW);
      Configuration.Change typed =
          Configuration.change(Keys.UID, "CP:1", "owner", secured, memory, NOW);
      boolean basic = profile == 1 || profile == 2;
      assertThat(changed.accepted()).isEqualTo(!basic);
      assertThat(typed.accepted()).isEqualTo(!basic);
    }
  }

  private Configuration.Change change(String key, String value) {
    return Configuration.change(new ChangeConfiguration.Request(key, value), settings, memory, NOW);
  }

  @Test
  void without_names_all_keys_are_told_but_no_secret_OCPP_MS_25_P_33() {
    List<ConfigurationKey> keys = read().configurationKey();
    assertThat(keys).hasSizeGreaterThan(40);
    assertThat(keys).anySatisfy(k -> assertThat(k.key()).isEqualTo("ConnectorPhaseRotation"));
    assertThat(keys).contains(new ConfigurationKey("AuthorizationKey", false, null));
    assertThat(keys).contains(new ConfigurationKey("NumberOfConnectors", true, "1"));
    assertThat(keys).noneMatch(k -> k.key().equals("TimeZone"));
    assertThat(read().unknownKey()).isNull();
  }

  @Test
  void names_match_in_any_case_once_each_in_the_order_asked_OCPP_MS_25() {
    GetConfiguration.Response told =
        read("meterVALUEsampleinterval", "Nope", "HeartbeatInterval", "HEARTBEATINTERVAL", "nope");
    assertThat(told.configurationKey())
        .extracting(ConfigurationKey::key)
        .containsExactly("MeterValueSampleInterval", "HeartbeatInterval");
    assertThat(told.unknownKey()).containsExactly("Nope");
  }

  @Test
  void changes_are_accepted_refused_or_unknown_OCPP_CF_01_TR_34() {
    Configuration.Change change = change("heartbeatinterval", " 120 ");
    assertThat(change.status()).isEqualTo(ChangeConfiguration.Status.ACCEPTED);
    assertThat(change.facts())
        .containsExactly(new Fact.SettingChanged("HeartbeatInterval", "120", "back office"));
    assertThat(change("HeartbeatInterval", "-1").status())
        .isEqualTo(ChangeConfiguration.Status.REJECTED);
    assertThat(change("NumberOfConnectors", "2").facts()).isEmpty();
    assertThat(change("NumberOfConnectors", "2").status())
        .isEqualTo(ChangeConfiguration.Status.REJECTED);
    assertThat(change("NoSuchKey", "2").status())
        .isEqualTo(ChangeConfiguration.Status.NOT_SUPPORTED);
    assertThat(change("TimeZone", "Europe/London").status())
        .isEqualTo(ChangeConfiguration.Status.NOT_SUPPORTED);
    assertThat(change("c_MainNetworkInterface", "1").status())
        .isEqualTo(ChangeConfiguration.Status.REBOOT_REQUIRED);
  }

  @Test
  void a_list_with_one_measurand_that_is_not_measured_is_refused_as_a_whole_OCPP_MV_21() {
    for (String key :
        List.of(
            "MeterValuesSampledData",
            "MeterValuesAlignedData",
            "StopTxnSampledData",
            "StopTxnAlignedData")) {
      assertThat(change(key, "voltage.l1-n,SoC").status())
          .isEqualTo(ChangeConfiguration.Status.REJECTED);
      Configuration.Change nonsense = change(key, "Voltage,Nonsense");
      assertThat(nonsense.status()).isEqualTo(ChangeConfiguration.Status.REJECTED);
      assertThat(nonsense.facts()).isEmpty();
      assertThat(nonsense.sentence()).contains(key).contains("\"Nonsense\"");
      assertThat(change(key, "voltage.l1-n,Temperature").accepted()).isTrue();
      assertThat(change(key, "").accepted()).isTrue();
    }
  }

  @Test
  void measurands_are_taken_in_any_case_and_kept_as_ocpp_spells_them_OCPP_MV_21() {
    assertThat(change("MeterValuesSampledData", "VOLTAGE.l1-n, temperature,,Voltage.L1-N").facts())
        .containsExactly(
            new Fact.SettingChanged(
                "MeterValuesSampledData", "Voltage.L1-N,Temperature", "back office"));
    assertThat(change("MeterValuesAlignedData", "energy.active.import.register").facts()).isEmpty();
  }

  @Test
  void the_present_value_is_accepted_without_effect_OCPP_CF_07() {
    Configuration.Change same = change("HeartbeatInterval", "60");
    assertThat(same.accepted()).isTrue();
    assertThat(same.facts()).isEmpty();
    assertThat(change("c_MainNetworkInterface", "0").status())
        .as("nothing waits for a restart")
        .isEqualTo(ChangeConfiguration.Status.ACCEPTED);
  }

  @Test
  void the_authorization_key_becomes_a_secret_and_is_in_no_sentence_OCPP_SE_10() {
    Configuration.Change change = change("AuthorizationKey", KEY);
    assertThat(change.facts()).containsExactly(new Fact.SecretChanged("AuthorizationKey", KEY));
    assertThat(change.sentence()).doesNotContain(KEY);
    Configuration.Change bad = change("AuthorizationKey", KEY.substring(1));
    assertThat(bad.accepted()).isFalse();
    assertThat(bad.sentence()).doesNotContain(KEY.substring(1));
  }

  @Test
  void the_security_profile_only_rises_over_ocpp_OCPP_SE_01_02_CF_55() {
    assertThat(change("SecurityProfile", "1").accepted()).isFalse();
    memory.fold(new Fact.SecretChanged("AuthorizationKey", KEY));
    assertThat(change("SecurityProfile", "1").accepted()).isTrue();
    assertThat(change("SecurityProfile", "0").accepted()).isFalse();
    assertThat(change("SecurityProfile", "2").accepted()).isFalse();
    assertThat(change("SecurityProfile", "x").accepted()).isFalse();
    Settings raised = settings.with(Keys.SECURITY_PROFILE, "1");
    assertThat(
            Configuration.change(Keys.SECURITY_PROFILE, "0", "the owner", raised, memory, NOW)
                .accepted())
        .isTrue();
  }

  @Test
  void a_person_sees_the_settings_that_ocpp_does_not_know() {
    Configuration.Change change =
        Configuration.change(Keys.BACKEND_URL, "ws://csms/", "the owner", settings, memory, NOW);
    assertThat(change.facts())
        .containsExactly(new Fact.SettingChanged("BackendUrl", "ws://csms/", "the owner"));
    assertThat(change.sentence())
        .isEqualTo("BackendUrl was changed from nothing to ws://csms/ by the owner.");
    assertThat(
            Configuration.change(Keys.NUMBER_OF_CONNECTORS, "2", "the owner", settings, memory, NOW)
                .accepted())
        .isFalse();
  }
}
