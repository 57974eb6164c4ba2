package opencompact.catalogue;

import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Declaring.bool;
import static opencompact.catalogue.Declaring.choice;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Declaring.keyBy;
import static opencompact.catalogue.Declaring.option;
import static opencompact.catalogue.Declaring.seconds;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.DEVICE;
import static opencompact.catalogue.Page.DIAGNOSTICS;
import static opencompact.catalogue.Page.EXTERNAL;
import static opencompact.catalogue.Page.LOCKER;
import static opencompact.catalogue.Page.NFC;
import static opencompact.catalogue.Page.TIMES;

import java.time.LocalTime;
import opencompact.quantity.Amperes;

/** The manual's own keys about charging and its protections, in the manual's spelling (OCP-4). */
interface ManualKeys {
  Key<Boolean> AUTHORIZATION_ENABLED =
      key(
          "AuthorizationEnabled",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "Charging needs an authorisation; without it the station is free for everybody.");

  Key<Boolean> CHARGING_VENTILATED_ENABLED =
      key(
          "c_ChargingVentilatedEnabled",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "Cars that ask for ventilation may charge, because the place is ventilated.");

  Key<Amperes> DEVICE_LIMIT =
      key(
          "c_DeviceLimit_I",
          new Shape.TenthsOfAmpere(6, 32),
          Amperes.of(32),
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "The most the device will ever offer per phase; no charging profile overrides it.");

  Key<Amperes> MAIN_FUSE_LIMIT =
      key(
          "c_MainFuseLimit",
          new Shape.TenthsOfAmpere(6, 400),
          Amperes.of(60),
          READ_WRITE,
          AT_ONCE,
          EXTERNAL,
          "The rating of the site's main fuse, which the CT clamps guard.");

  Key<Integer> RCD_PROTECTION_TYPE =
      key(
          "c_RCDProtectionType",
          choice(option(0, "AC and DC protection"), option(2, "AC protection only")),
          0,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "Which residual currents trip the station; 2 needs a DC protection outside of it.");

  Key<Integer> VOLTAGE_PROTECTION_OFFSET =
      key(
          "c_VoltageProtectionOffset",
          new Shape.WholeNumber(0, 23, "volts"),
          0,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "By how much the permitted supply voltage of 207 V to 253 V is widened at both ends.");

  Key<Boolean> OCPP_NET_LOG =
      key(
          "C_OCPPNetLog",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          DIAGNOSTICS,
          "The network log is sent to the back office as well.");

  Key<OffPeriod> CHARGE_OFF_PERIOD_1 =
      keyBy(
          "c_ChargeOffPeriod1",
          new Shape.Period(),
          delivery -> off(delivery, 8, 11),
          READ_WRITE,
          AT_ONCE,
          TIMES,
          "The first span of each weekday in which nothing charges by itself.");

  Key<OffPeriod> CHARGE_OFF_PERIOD_2 =
      keyBy(
          "c_ChargeOffPeriod2",
          new Shape.Period(),
          delivery -> off(delivery, 16, 22),
          READ_WRITE,
          AT_ONCE,
          TIMES,
          "The second span of each weekday in which nothing charges by itself.");

  Key<Integer> MAX_START_DELAY =
      keyBy(
          "c_MaxStartDelay",
          seconds(0, 1800),
          delivery -> delivery.region() == Region.UK ? 600 : 0,
          READ_WRITE,
          AT_ONCE,
          TIMES,
          "The longest random wait before a charge starts or changes by itself; 0 waits never.");

  Key<Boolean> LOCKER_DISENGAGE =
      key(
          "c_LockerDisengage",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          LOCKER,
          "The lock works; with false it is left alone and its faults are not reported.");

  Key<Boolean> CT_CLAMP =
      key(
          "c_CTClamp",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          EXTERNAL,
          "CT clamps at the site's supply are connected.");

  Key<Integer> CT_CLAMP_VALUE =
      key(
          "c_CTClampValue",
          new Shape.WholeNumber(0, 65_535, ""),
          65_535,
          READ_WRITE,
          AT_ONCE,
          EXTERNAL,
          "The full scale of the CT clamps' readings.");

  private static OffPeriod off(Delivery delivery, int fromHour, int untilHour) {
    return new OffPeriod(
        delivery.region() == Region.UK, LocalTime.of(fromHour, 0), LocalTime.of(untilHour, 0));
  }
}
