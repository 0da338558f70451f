;; Nearest colour, four candidates at a time. |p − c|² = |c|² − 2 c·p + |p|², of which the last is the same
;; for all and the first is a constant: two dot products of 16-bit numbers do the rest. Distances × 256 carry
;; the candidate's place in their low byte, so that a minimum finds both, at a tie the first.
;;
;; Memory: 0 for each of 32768 cells the number of its first group × 128 + how many groups; 131072 pixels, RGB,
;; up to 16384; 180288 places, u8; 196672 residual, f32; 262208 margin, f32; 327744 groups of four candidates,
;; 48 bytes: (−2r, −2g) × 4 and (−2b, 0) × 4 as i16, then |c|² × 256 + place, four times, as i32.
(module
  (memory (export "memory") 6)

  ;; The cell's entry of a colour.
  (func $span (param $r i32) (param $g i32) (param $b i32) (result i32)
    (i32.load (i32.shl
      (i32.or
        (i32.or
          (i32.shl (i32.shr_u (local.get $r) (i32.const 3)) (i32.const 10))
          (i32.shl (i32.shr_u (local.get $g) (i32.const 3)) (i32.const 5)))
        (i32.shr_u (local.get $b) (i32.const 3)))
      (i32.const 2))))

  ;; A group's four candidates for a colour: (|c|² − 2 c·p) × 256 + place.
  (func $four (param $group i32) (param $rg v128) (param $b v128) (result v128)
    (i32x4.add
      (i32x4.shl
        (i32x4.add
          (i32x4.dot_i16x8_s (local.get $rg) (v128.load offset=327744 (local.get $group)))
          (i32x4.dot_i16x8_s (local.get $b) (v128.load offset=327760 (local.get $group))))
        (i32.const 8))
      (v128.load offset=327776 (local.get $group))))

  (func (export "places") (param $count i32)
    (local $in i32) (local $i i32) (local $r i32) (local $g i32) (local $b i32)
    (local $span i32) (local $group i32) (local $last i32)
    (local $rg v128) (local $blue v128) (local $best v128)
    (loop $next
      (local.set $r (i32.load8_u offset=131072 (local.get $in)))
      (local.set $g (i32.load8_u offset=131073 (local.get $in)))
      (local.set $b (i32.load8_u offset=131074 (local.get $in)))
      (local.set $span (call $span (local.get $r) (local.get $g) (local.get $b)))
      (local.set $group (i32.mul (i32.shr_u (local.get $span) (i32.const 7)) (i32.const 48)))
      (local.set $last (i32.add (local.get $group)
        (i32.mul (i32.and (local.get $span) (i32.const 127)) (i32.const 48))))
      (local.set $rg (i32x4.splat (i32.or (local.get $r) (i32.shl (local.get $g) (i32.const 16)))))
      (local.set $blue (i32x4.splat (local.get $b)))
      (local.set $best (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))
      (loop $more
        (local.set $best (i32x4.min_s (local.get $best)
          (call $four (local.get $group) (local.get $rg) (local.get $blue))))
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

  (func (export "planes") (param $count i32)
    (local $in i32) (local $i i32) (local $r i32) (local $g i32) (local $b i32)
    (local $span i32) (local $group i32) (local $last i32) (local $squared i32)
    (local $rg v128) (local $blue v128) (local $best v128) (local $second v128)
    (local $found v128) (local $roots v128)
    (loop $next
      (local.set $r (i32.load8_u offset=131072 (local.get $in)))
      (local.set $g (i32.load8_u offset=131073 (local.get $in)))
      (local.set $b (i32.load8_u offset=131074 (local.get $in)))
      (local.set $span (call $span (local.get $r) (local.get $g) (local.get $b)))
      (local.set $group (i32.mul (i32.shr_u (local.get $span) (i32.const 7)) (i32.const 48)))
      (local.set $last (i32.add (local.get $group)
        (i32.mul (i32.and (local.get $span) (i32.const 127)) (i32.const 48))))
      (local.set $rg (i32x4.splat (i32.or (local.get $r) (i32.shl (local.get $g) (i32.const 16)))))
      (local.set $blue (i32x4.splat (local.get $b)))
      (local.set $best (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))
      (local.set $second (local.get $best))
      (loop $more
        (local.set $found (call $four (local.get $group) (local.get $rg) (local.get $blue)))
        (local.set $second (i32x4.min_s (local.get $second)
          (i32x4.max_s (local.get $best) (local.get $found))))
        (local.set $best (i32x4.min_s (local.get $best) (local.get $found)))
        (local.set $group (i32.add (local.get $group) (i32.const 48)))
        (br_if $more (i32.lt_u (local.get $group) (local.get $last))))
      ;; The best and second best of two lanes each, twice.
      (local.set $found
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $best) (local.get $best)))
      (local.set $second
        (i32x4.min_s
          (i32x4.min_s (local.get $second)
            (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $second) (local.get $second)))
          (i32x4.max_s (local.get $best) (local.get $found))))
      (local.set $best (i32x4.min_s (local.get $best) (local.get $found)))
      (local.set $found
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $best) (local.get $best)))
      (local.set $second
        (i32x4.min_s
          (i32x4.min_s (local.get $second)
            (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $second) (local.get $second)))
          (i32x4.max_s (local.get $best) (local.get $found))))
      (local.set $best (i32x4.min_s (local.get $best) (local.get $found)))
      (i32.store8 offset=180288 (local.get $i) (i32x4.extract_lane 0 (local.get $best)))
      ;; |p|², which the candidates lack.
      (local.set $squared
        (i32.add
          (i32.add (i32.mul (local.get $r) (local.get $r)) (i32.mul (local.get $g) (local.get $g)))
          (i32.mul (local.get $b) (local.get $b))))
      (local.set $roots (f64x2.sqrt (f64x2.convert_low_i32x4_s
        (i32x4.add (i32x4.splat (local.get $squared))
          (i32x4.shr_s
            (i8x16.shuffle 0 1 2 3 16 17 18 19 0 1 2 3 0 1 2 3 (local.get $best) (local.get $second))
            (i32.const 8))))))
      (f32.store offset=196672 (i32.shl (local.get $i) (i32.const 2))
        (f32.demote_f64 (f64x2.extract_lane 0 (local.get $roots))))
      (f32.store offset=262208 (i32.shl (local.get $i) (i32.const 2))
        (f32.demote_f64 (f64.sub
          (f64x2.extract_lane 1 (local.get $roots)) (f64x2.extract_lane 0 (local.get $roots)))))
      (local.set $in (i32.add (local.get $in) (i32.const 3)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $count)))))
)
