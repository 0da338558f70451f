;; Nearest colour, four candidates at a time. |p − c|² = |c|² − 2 c·p + |p|², of which the last is the same
;; for all and the first is a constant: two dot products of 16-bit numbers do the rest. Distances × 256 carry
;; the candidate's place in their low byte, so that a minimum finds both, at a tie the first. Nothing is a function of
;; its own that is done for every pixel: engines call such functions, they do not put them in place.
;;
;; Memory: 0 for each of 32768 cells where its groups begin / 16 × 128 + how many they are; 131072 pixels, RGB, up to
;; 16384; 180288 places, u8; 196672 residual, f32; 262208 margin, f32; 327744 ids, u16; 360512 id of each place, u16;
;; 361024 best and second best of four pixels; 361152 groups of four candidates, 48 bytes: (−2r, −2g) × 4 and
;; (−2b, 0) × 4 as i16, then |c|² × 256 + place, four times, as i32.
(module
  (memory (export "memory") 6)

  (func (export "places") (param $count i32)
    (local $in i32) (local $i i32) (local $rgb i32) (local $span i32) (local $group i32) (local $last i32)
    (local $rg v128) (local $blue v128) (local $best v128)
    (loop $next
      (local.set $rgb (i32.load offset=131072 align=1 (local.get $in)))
      (local.set $span (i32.load (i32.or
        (i32.or
          (i32.and (i32.shl (local.get $rgb) (i32.const 9)) (i32.const 0x1f000))
          (i32.and (i32.shr_u (local.get $rgb) (i32.const 4)) (i32.const 0xf80)))
        (i32.and (i32.shr_u (local.get $rgb) (i32.const 17)) (i32.const 0x7c)))))
      (local.set $group (i32.shl (i32.shr_u (local.get $span) (i32.const 7)) (i32.const 4)))
      (local.set $last (i32.add (local.get $group)
        (i32.mul (i32.and (local.get $span) (i32.const 127)) (i32.const 48))))
      (local.set $rg (i32x4.splat (i32.or
        (i32.and (local.get $rgb) (i32.const 255))
        (i32.shl (i32.and (local.get $rgb) (i32.const 0xff00)) (i32.const 8)))))
      (local.set $blue (i32x4.splat (i32.and (i32.shr_u (local.get $rgb) (i32.const 16)) (i32.const 255))))
      (local.set $best (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))
      (loop $more
        (local.set $best (i32x4.min_s (local.get $best)
          (i32x4.add
          (i32x4.shl
            (i32x4.add
              (i32x4.dot_i16x8_s (local.get $rg) (v128.load offset=361152 (local.get $group)))
              (i32x4.dot_i16x8_s (local.get $blue) (v128.load offset=361168 (local.get $group))))
            (i32.const 8))
          (v128.load offset=361184 (local.get $group)))))
        (local.set $group (i32.add (local.get $group) (i32.const 48)))
        (br_if $more (i32.lt_u (local.get $group) (local.get $last))))
      (local.set $best (i32x4.min_s (local.get $best)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $best) (local.get $best))))
      (local.set $best (i32x4.min_s (local.get $best)
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $best) (local.get $best))))
      (i32.store8 offset=180288 (local.get $i) (i32x4.extract_lane 0 (local.get $best)))
      (local.set $in (i32.add (local.get $in) (i32.const 3)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $count)))))

  ;; The best of four pixels' lanes and the second best are found side by side, as are roots and differences.
  ;; $count: pixels, a multiple of 4 (what is beyond the last one is worked out and ignored)
  (func (export "planes") (param $count i32)
    (local $in i32) (local $i i32) (local $rgb i32) (local $span i32) (local $group i32) (local $last i32)
    (local $at i32) (local $rg v128) (local $blue v128) (local $best v128) (local $second v128) (local $found v128)
    (local $p v128) (local $q v128) (local $s v128) (local $t v128) (local $u v128) (local $v v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $next
      (local.set $at (i32.const 0))
      (loop $pixel
        (local.set $rgb (i32.load offset=131072 align=1 (local.get $in)))
        (local.set $span (i32.load (i32.or
        (i32.or
          (i32.and (i32.shl (local.get $rgb) (i32.const 9)) (i32.const 0x1f000))
          (i32.and (i32.shr_u (local.get $rgb) (i32.const 4)) (i32.const 0xf80)))
        (i32.and (i32.shr_u (local.get $rgb) (i32.const 17)) (i32.const 0x7c)))))
        (local.set $group (i32.shl (i32.shr_u (local.get $span) (i32.const 7)) (i32.const 4)))
        (local.set $last (i32.add (local.get $group)
        (i32.mul (i32.and (local.get $span) (i32.const 127)) (i32.const 48))))
        (local.set $rg (i32x4.splat (i32.or
        (i32.and (local.get $rgb) (i32.const 255))
        (i32.shl (i32.and (local.get $rgb) (i32.const 0xff00)) (i32.const 8)))))
        (local.set $blue (i32x4.splat (i32.and (i32.shr_u (local.get $rgb) (i32.const 16)) (i32.const 255))))
        (local.set $best (i32x4.add
          (i32x4.shl
            (i32x4.add
              (i32x4.dot_i16x8_s (local.get $rg) (v128.load offset=361152 (local.get $group)))
              (i32x4.dot_i16x8_s (local.get $blue) (v128.load offset=361168 (local.get $group))))
            (i32.const 8))
          (v128.load offset=361184 (local.get $group))))
        (local.set $second (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))
        (local.set $group (i32.add (local.get $group) (i32.const 48)))
        (if (i32.lt_u (local.get $group) (local.get $last))
          (then (loop $more
            (local.set $found (i32x4.add
          (i32x4.shl
            (i32x4.add
              (i32x4.dot_i16x8_s (local.get $rg) (v128.load offset=361152 (local.get $group)))
              (i32x4.dot_i16x8_s (local.get $blue) (v128.load offset=361168 (local.get $group))))
            (i32.const 8))
          (v128.load offset=361184 (local.get $group))))
            (local.set $second (i32x4.min_s (local.get $second)
              (i32x4.max_s (local.get $best) (local.get $found))))
            (local.set $best (i32x4.min_s (local.get $best) (local.get $found)))
            (local.set $group (i32.add (local.get $group) (i32.const 48)))
            (br_if $more (i32.lt_u (local.get $group) (local.get $last))))))
        (v128.store offset=361024 (local.get $at) (local.get $best))
        (v128.store offset=361088 (local.get $at) (local.get $second))
        (local.set $in (i32.add (local.get $in) (i32.const 3)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $pixel (i32.lt_u (local.get $at) (i32.const 64))))

      ;; Lane by lane of the four pixels' best: $a, $b, $c, $d.
      (local.set $p (v128.load offset=361024 (i32.const 0)))
      (local.set $q (v128.load offset=361040 (i32.const 0)))
      (local.set $s (v128.load offset=361056 (i32.const 0)))
      (local.set $t (v128.load offset=361072 (i32.const 0)))
      (local.set $u (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $p) (local.get $q)))
      (local.set $v (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $p) (local.get $q)))
      (local.set $p (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s) (local.get $t)))
      (local.set $q (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s) (local.get $t)))
      (local.set $a (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $u) (local.get $p)))
      (local.set $b (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $u) (local.get $p)))
      (local.set $c (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $v) (local.get $q)))
      (local.set $d (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $v) (local.get $q)))
      (local.set $best (i32x4.min_s (local.get $a) (local.get $b)))
      (local.set $second (i32x4.max_s (local.get $a) (local.get $b)))
      (local.set $second (i32x4.min_s (local.get $second) (i32x4.max_s (local.get $best) (local.get $c))))
      (local.set $best (i32x4.min_s (local.get $best) (local.get $c)))
      (local.set $second (i32x4.min_s (local.get $second) (i32x4.max_s (local.get $best) (local.get $d))))
      (local.set $best (i32x4.min_s (local.get $best) (local.get $d)))
      ;; And what within a lane was second.
      (local.set $p (v128.load offset=361088 (i32.const 0)))
      (local.set $q (v128.load offset=361104 (i32.const 0)))
      (local.set $s (v128.load offset=361120 (i32.const 0)))
      (local.set $t (v128.load offset=361136 (i32.const 0)))
      (local.set $u (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $p) (local.get $q)))
      (local.set $v (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $p) (local.get $q)))
      (local.set $p (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s) (local.get $t)))
      (local.set $q (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s) (local.get $t)))
      (local.set $second (i32x4.min_s (local.get $second)
        (i32x4.min_s
          (i32x4.min_s (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $u) (local.get $p)) (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $u) (local.get $p)))
          (i32x4.min_s (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $v) (local.get $q)) (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $v) (local.get $q))))))
      (i32.store16 offset=327744 (local.get $i)
        (i32.load16_u offset=360512 (i32.shl (i32.and (i32x4.extract_lane 0 (local.get $best)) (i32.const 255)) (i32.const 1))))
      (i32.store16 offset=327746 (local.get $i)
        (i32.load16_u offset=360512 (i32.shl (i32.and (i32x4.extract_lane 1 (local.get $best)) (i32.const 255)) (i32.const 1))))
      (i32.store16 offset=327748 (local.get $i)
        (i32.load16_u offset=360512 (i32.shl (i32.and (i32x4.extract_lane 2 (local.get $best)) (i32.const 255)) (i32.const 1))))
      (i32.store16 offset=327750 (local.get $i)
        (i32.load16_u offset=360512 (i32.shl (i32.and (i32x4.extract_lane 3 (local.get $best)) (i32.const 255)) (i32.const 1))))
      ;; |p|², which the candidates lack.
      (local.set $p (v128.load offset=131060 align=1 (local.get $in)))
      (local.set $rg (i8x16.swizzle (local.get $p)
        (v128.const i8x16 0 -1 1 -1 3 -1 4 -1 6 -1 7 -1 9 -1 10 -1)))
      (local.set $blue (i8x16.swizzle (local.get $p)
        (v128.const i8x16 2 -1 -1 -1 5 -1 -1 -1 8 -1 -1 -1 11 -1 -1 -1)))
      (local.set $found (i32x4.add
        (i32x4.dot_i16x8_s (local.get $rg) (local.get $rg))
        (i32x4.dot_i16x8_s (local.get $blue) (local.get $blue))))
      (local.set $best (i32x4.add (local.get $found) (i32x4.shr_s (local.get $best) (i32.const 8))))
      (local.set $second (i32x4.add (local.get $found) (i32x4.shr_s (local.get $second) (i32.const 8))))
      ;; A root of 64 bits that is rounded to 32 is the root of 32: whole numbers below 2^24 are exact in both.
      (v128.store offset=196672 (i32.shl (local.get $i) (i32.const 1))
        (f32x4.sqrt (f32x4.convert_i32x4_s (local.get $best))))
      (local.set $a (f64x2.sub
        (f64x2.sqrt (f64x2.convert_low_i32x4_s (local.get $second)))
        (f64x2.sqrt (f64x2.convert_low_i32x4_s (local.get $best)))))
      (local.set $best (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $best) (local.get $best)))
      (local.set $second
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $second) (local.get $second)))
      (local.set $b (f64x2.sub
        (f64x2.sqrt (f64x2.convert_low_i32x4_s (local.get $second)))
        (f64x2.sqrt (f64x2.convert_low_i32x4_s (local.get $best)))))
      (v128.store offset=262208 (i32.shl (local.get $i) (i32.const 1))
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
          (f32x4.demote_f64x2_zero (local.get $a)) (f32x4.demote_f64x2_zero (local.get $b))))
      ;; $i counts bytes of ids: two a pixel.
      (local.set $i (i32.add (local.get $i) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $i) (i32.shl (local.get $count) (i32.const 1))))))
)
