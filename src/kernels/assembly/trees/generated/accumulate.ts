// Written by scripts/tree-accumulators.ts.
import { HALF_BYTES, HISTOGRAM, SMALL_HALF_BYTES, SMALL_HISTOGRAM, THREAD_BYTES } from "../layout";

function exact00x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact00x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact00x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact00x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact00x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact00x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact00x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact00x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 28672) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 30720) + value, HISTOGRAM + 0 * THREAD_BYTES + 0 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact01x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact01x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact01x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact01x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact01x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact01x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact01x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact01x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 28672) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 30720) + value, HISTOGRAM + 0 * THREAD_BYTES + 1 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact10x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact10x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact10x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact10x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact10x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact10x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact10x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact10x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 28672) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 30720) + value, HISTOGRAM + 1 * THREAD_BYTES + 0 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact11x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact11x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact11x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact11x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact11x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact11x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact11x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact11x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 28672) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 30720) + value, HISTOGRAM + 1 * THREAD_BYTES + 1 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact20x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact20x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact20x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact20x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact20x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact20x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact20x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact20x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 28672) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 30720) + value, HISTOGRAM + 2 * THREAD_BYTES + 0 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact21x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact21x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact21x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact21x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact21x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact21x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact21x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact21x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 28672) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 30720) + value, HISTOGRAM + 2 * THREAD_BYTES + 1 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact30x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact30x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact30x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact30x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact30x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact30x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact30x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact30x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 20480) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 22528) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 24576) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 26624) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 28672) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 30720) + value, HISTOGRAM + 3 * THREAD_BYTES + 0 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function exact31x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    row += stride;
    gradient += 8;
  }
}

function exact31x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    row += stride;
    gradient += 8;
  }
}

function exact31x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    row += stride;
    gradient += 8;
  }
}

function exact31x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    row += stride;
    gradient += 8;
  }
}

function exact31x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    row += stride;
    gradient += 8;
  }
}

function exact31x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    row += stride;
    gradient += 8;
  }
}

function exact31x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    row += stride;
    gradient += 8;
  }
}

function exact31x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i64>(gradient);
    at = <usize>load<u8>(row, 0) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 2) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 3) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 4) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 5) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 6) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 7) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 8) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 16384);
    at = <usize>load<u8>(row, 9) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 18432);
    at = <usize>load<u8>(row, 10) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 20480) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 20480);
    at = <usize>load<u8>(row, 11) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 22528) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 22528);
    at = <usize>load<u8>(row, 12) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 24576) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 24576);
    at = <usize>load<u8>(row, 13) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 26624) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 26624);
    at = <usize>load<u8>(row, 14) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 28672) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 28672);
    at = <usize>load<u8>(row, 15) << 3;
    store<i64>(at, load<i64>(at, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 30720) + value, HISTOGRAM + 3 * THREAD_BYTES + 1 * HALF_BYTES + 30720);
    row += stride;
    gradient += 8;
  }
}

function quantised00x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised00x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised00x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised00x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised00x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised00x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised00x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised00x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised01x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised01x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised01x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised01x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised01x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised01x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised01x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised01x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 0 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised10x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised10x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised10x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised10x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised10x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised10x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised10x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised10x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised11x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised11x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised11x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised11x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised11x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised11x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised11x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised11x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 1 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised20x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised20x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised20x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised20x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised20x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised20x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised20x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised20x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised21x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised21x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised21x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised21x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised21x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised21x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised21x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised21x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 2 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised30x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised30x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised30x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised30x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised30x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised30x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised30x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised30x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 0 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

function quantised31x2(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    row += stride;
    gradient += 4;
  }
}

function quantised31x4(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    row += stride;
    gradient += 4;
  }
}

function quantised31x6(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    row += stride;
    gradient += 4;
  }
}

function quantised31x8(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    row += stride;
    gradient += 4;
  }
}

function quantised31x10(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    row += stride;
    gradient += 4;
  }
}

function quantised31x12(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    row += stride;
    gradient += 4;
  }
}

function quantised31x14(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    row += stride;
    gradient += 4;
  }
}

function quantised31x16(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<i32>(gradient);
    at = <usize>load<u8>(row, 0) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 0);
    at = <usize>load<u8>(row, 1) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 1024);
    at = <usize>load<u8>(row, 2) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 2048);
    at = <usize>load<u8>(row, 3) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 3072);
    at = <usize>load<u8>(row, 4) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 4096);
    at = <usize>load<u8>(row, 5) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 5120);
    at = <usize>load<u8>(row, 6) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 6144);
    at = <usize>load<u8>(row, 7) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 7168);
    at = <usize>load<u8>(row, 8) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 8192);
    at = <usize>load<u8>(row, 9) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 9216);
    at = <usize>load<u8>(row, 10) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 10240);
    at = <usize>load<u8>(row, 11) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 11264);
    at = <usize>load<u8>(row, 12) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 12288);
    at = <usize>load<u8>(row, 13) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 13312);
    at = <usize>load<u8>(row, 14) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 14336);
    at = <usize>load<u8>(row, 15) << 2;
    store<i32>(at, load<i32>(at, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360) + value, SMALL_HISTOGRAM + 3 * THREAD_BYTES + 1 * SMALL_HALF_BYTES + 15360);
    row += stride;
    gradient += 4;
  }
}

/** Adds rows to a half's exact histograms. `gradient` runs to `end`; rows are `stride` bytes apart. */
export function accumulateExact(thread: i32, half: i32, width: i32, row: usize, stride: usize, gradient: usize, end: usize): void {
  switch (2 * thread + half) {
    case 0: switch (width) {
      case 2: exact00x2(row, stride, gradient, end); return;
      case 4: exact00x4(row, stride, gradient, end); return;
      case 6: exact00x6(row, stride, gradient, end); return;
      case 8: exact00x8(row, stride, gradient, end); return;
      case 10: exact00x10(row, stride, gradient, end); return;
      case 12: exact00x12(row, stride, gradient, end); return;
      case 14: exact00x14(row, stride, gradient, end); return;
      case 16: exact00x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 1: switch (width) {
      case 2: exact01x2(row, stride, gradient, end); return;
      case 4: exact01x4(row, stride, gradient, end); return;
      case 6: exact01x6(row, stride, gradient, end); return;
      case 8: exact01x8(row, stride, gradient, end); return;
      case 10: exact01x10(row, stride, gradient, end); return;
      case 12: exact01x12(row, stride, gradient, end); return;
      case 14: exact01x14(row, stride, gradient, end); return;
      case 16: exact01x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 2: switch (width) {
      case 2: exact10x2(row, stride, gradient, end); return;
      case 4: exact10x4(row, stride, gradient, end); return;
      case 6: exact10x6(row, stride, gradient, end); return;
      case 8: exact10x8(row, stride, gradient, end); return;
      case 10: exact10x10(row, stride, gradient, end); return;
      case 12: exact10x12(row, stride, gradient, end); return;
      case 14: exact10x14(row, stride, gradient, end); return;
      case 16: exact10x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 3: switch (width) {
      case 2: exact11x2(row, stride, gradient, end); return;
      case 4: exact11x4(row, stride, gradient, end); return;
      case 6: exact11x6(row, stride, gradient, end); return;
      case 8: exact11x8(row, stride, gradient, end); return;
      case 10: exact11x10(row, stride, gradient, end); return;
      case 12: exact11x12(row, stride, gradient, end); return;
      case 14: exact11x14(row, stride, gradient, end); return;
      case 16: exact11x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 4: switch (width) {
      case 2: exact20x2(row, stride, gradient, end); return;
      case 4: exact20x4(row, stride, gradient, end); return;
      case 6: exact20x6(row, stride, gradient, end); return;
      case 8: exact20x8(row, stride, gradient, end); return;
      case 10: exact20x10(row, stride, gradient, end); return;
      case 12: exact20x12(row, stride, gradient, end); return;
      case 14: exact20x14(row, stride, gradient, end); return;
      case 16: exact20x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 5: switch (width) {
      case 2: exact21x2(row, stride, gradient, end); return;
      case 4: exact21x4(row, stride, gradient, end); return;
      case 6: exact21x6(row, stride, gradient, end); return;
      case 8: exact21x8(row, stride, gradient, end); return;
      case 10: exact21x10(row, stride, gradient, end); return;
      case 12: exact21x12(row, stride, gradient, end); return;
      case 14: exact21x14(row, stride, gradient, end); return;
      case 16: exact21x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 6: switch (width) {
      case 2: exact30x2(row, stride, gradient, end); return;
      case 4: exact30x4(row, stride, gradient, end); return;
      case 6: exact30x6(row, stride, gradient, end); return;
      case 8: exact30x8(row, stride, gradient, end); return;
      case 10: exact30x10(row, stride, gradient, end); return;
      case 12: exact30x12(row, stride, gradient, end); return;
      case 14: exact30x14(row, stride, gradient, end); return;
      case 16: exact30x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 7: switch (width) {
      case 2: exact31x2(row, stride, gradient, end); return;
      case 4: exact31x4(row, stride, gradient, end); return;
      case 6: exact31x6(row, stride, gradient, end); return;
      case 8: exact31x8(row, stride, gradient, end); return;
      case 10: exact31x10(row, stride, gradient, end); return;
      case 12: exact31x12(row, stride, gradient, end); return;
      case 14: exact31x14(row, stride, gradient, end); return;
      case 16: exact31x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    default: unreachable();
  }
}

/** Adds rows to a half's quantised histograms. `gradient` runs to `end`; rows are `stride` bytes apart. */
export function accumulateQuantised(thread: i32, half: i32, width: i32, row: usize, stride: usize, gradient: usize, end: usize): void {
  switch (2 * thread + half) {
    case 0: switch (width) {
      case 2: quantised00x2(row, stride, gradient, end); return;
      case 4: quantised00x4(row, stride, gradient, end); return;
      case 6: quantised00x6(row, stride, gradient, end); return;
      case 8: quantised00x8(row, stride, gradient, end); return;
      case 10: quantised00x10(row, stride, gradient, end); return;
      case 12: quantised00x12(row, stride, gradient, end); return;
      case 14: quantised00x14(row, stride, gradient, end); return;
      case 16: quantised00x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 1: switch (width) {
      case 2: quantised01x2(row, stride, gradient, end); return;
      case 4: quantised01x4(row, stride, gradient, end); return;
      case 6: quantised01x6(row, stride, gradient, end); return;
      case 8: quantised01x8(row, stride, gradient, end); return;
      case 10: quantised01x10(row, stride, gradient, end); return;
      case 12: quantised01x12(row, stride, gradient, end); return;
      case 14: quantised01x14(row, stride, gradient, end); return;
      case 16: quantised01x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 2: switch (width) {
      case 2: quantised10x2(row, stride, gradient, end); return;
      case 4: quantised10x4(row, stride, gradient, end); return;
      case 6: quantised10x6(row, stride, gradient, end); return;
      case 8: quantised10x8(row, stride, gradient, end); return;
      case 10: quantised10x10(row, stride, gradient, end); return;
      case 12: quantised10x12(row, stride, gradient, end); return;
      case 14: quantised10x14(row, stride, gradient, end); return;
      case 16: quantised10x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 3: switch (width) {
      case 2: quantised11x2(row, stride, gradient, end); return;
      case 4: quantised11x4(row, stride, gradient, end); return;
      case 6: quantised11x6(row, stride, gradient, end); return;
      case 8: quantised11x8(row, stride, gradient, end); return;
      case 10: quantised11x10(row, stride, gradient, end); return;
      case 12: quantised11x12(row, stride, gradient, end); return;
      case 14: quantised11x14(row, stride, gradient, end); return;
      case 16: quantised11x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 4: switch (width) {
      case 2: quantised20x2(row, stride, gradient, end); return;
      case 4: quantised20x4(row, stride, gradient, end); return;
      case 6: quantised20x6(row, stride, gradient, end); return;
      case 8: quantised20x8(row, stride, gradient, end); return;
      case 10: quantised20x10(row, stride, gradient, end); return;
      case 12: quantised20x12(row, stride, gradient, end); return;
      case 14: quantised20x14(row, stride, gradient, end); return;
      case 16: quantised20x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 5: switch (width) {
      case 2: quantised21x2(row, stride, gradient, end); return;
      case 4: quantised21x4(row, stride, gradient, end); return;
      case 6: quantised21x6(row, stride, gradient, end); return;
      case 8: quantised21x8(row, stride, gradient, end); return;
      case 10: quantised21x10(row, stride, gradient, end); return;
      case 12: quantised21x12(row, stride, gradient, end); return;
      case 14: quantised21x14(row, stride, gradient, end); return;
      case 16: quantised21x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 6: switch (width) {
      case 2: quantised30x2(row, stride, gradient, end); return;
      case 4: quantised30x4(row, stride, gradient, end); return;
      case 6: quantised30x6(row, stride, gradient, end); return;
      case 8: quantised30x8(row, stride, gradient, end); return;
      case 10: quantised30x10(row, stride, gradient, end); return;
      case 12: quantised30x12(row, stride, gradient, end); return;
      case 14: quantised30x14(row, stride, gradient, end); return;
      case 16: quantised30x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    case 7: switch (width) {
      case 2: quantised31x2(row, stride, gradient, end); return;
      case 4: quantised31x4(row, stride, gradient, end); return;
      case 6: quantised31x6(row, stride, gradient, end); return;
      case 8: quantised31x8(row, stride, gradient, end); return;
      case 10: quantised31x10(row, stride, gradient, end); return;
      case 12: quantised31x12(row, stride, gradient, end); return;
      case 14: quantised31x14(row, stride, gradient, end); return;
      case 16: quantised31x16(row, stride, gradient, end); return;
      default: unreachable();
    }
    default: unreachable();
  }
}
