;; Painted depth → metres and residual, sixteen pixels at a time. The same nearest edge as in
;; ../color/cubeWalkInteger.ts, with fewer squares. Squared distances to the edges of the walk, where r² is
;; red's and R² that of 255 − red, are
;;
;;   0 g² + b²   1 R² + b²   2 G² + b²   3 r² + G²   4 r² + B²   5 g² + B²   6 R² + B²
;;
;; The smallest of 0, 1, 2 is b² + u² with u = min(g, R, G), that of 4, 5, 6 is B² + v² with v = min(r, g, R). So
;; bytes decide within both groups, and squares only between these two and edge 3. At a tie the first edge wins.
;;
;; Memory: 0 metres of the 7 × 256 places on edges, f32; 7168 where each channel's bytes lie; 8192 pixels, up to
;; 16384; 73792 metres, f32; 139328 residual, f32.
(module
  (memory (export "memory") 4)

  ;; Loaded from here they stay in place; constants would be made anew for every sixteen pixels. 255 makes a zero.
  (data (i32.const 7168)
    "\00\03\06\09\0c\0f\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff"
    "\ff\ff\ff\ff\ff\ff\02\05\08\0b\0e\ff\ff\ff\ff\ff"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\01\04\07\0a\0d"
    "\01\04\07\0a\0d\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff"
    "\ff\ff\ff\ff\ff\00\03\06\09\0c\0f\ff\ff\ff\ff\ff"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\02\05\08\0b\0e"
    "\02\05\08\0b\0e\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff"
    "\ff\ff\ff\ff\ff\01\04\07\0a\0d\ff\ff\ff\ff\ff\ff"
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\03\06\09\0c\0f")

  ;; $count: pixels, a multiple of 16 (what is beyond the last pixel is worked out and ignored)
  ;; $stride: bytes of sixteen pixels, 48 for RGB, 64 for RGBA
  (func (export "decode") (param $count i32) (param $stride i32)
    (local $in i32) (local $out i32) (local $end i32)
    (local $p v128) (local $q v128) (local $s v128) (local $t v128)
    (local $r v128) (local $g v128) (local $b v128)
    (local $rInv v128) (local $gInv v128) (local $bInv v128)
    (local $r0 v128) (local $r1 v128) (local $r2 v128) (local $g0 v128) (local $g1 v128) (local $g2 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128)
    (local $u v128) (local $v v128) (local $isFirst v128) (local $isNext v128)
    (local $lowerAt v128) (local $lowerEdge v128) (local $upperAt v128) (local $upperEdge v128)
    (local $lower v128) (local $middle v128) (local $upper v128)
    (local $lowerPairs v128) (local $middlePairs v128) (local $upperPairs v128)
    (local $isMiddle v128) (local $isUpper v128) (local $nextIsMiddle v128) (local $nextIsUpper v128)
    (local $place v128)
    (local.set $r0 (v128.load offset=7168 (i32.const 0)))
    (local.set $r1 (v128.load offset=7184 (i32.const 0)))
    (local.set $r2 (v128.load offset=7200 (i32.const 0)))
    (local.set $g0 (v128.load offset=7216 (i32.const 0)))
    (local.set $g1 (v128.load offset=7232 (i32.const 0)))
    (local.set $g2 (v128.load offset=7248 (i32.const 0)))
    (local.set $b0 (v128.load offset=7264 (i32.const 0)))
    (local.set $b1 (v128.load offset=7280 (i32.const 0)))
    (local.set $b2 (v128.load offset=7296 (i32.const 0)))
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $next
      (local.set $p (v128.load offset=8192 align=1 (local.get $in)))
      (local.set $q (v128.load offset=8208 align=1 (local.get $in)))
      (local.set $s (v128.load offset=8224 align=1 (local.get $in)))
      (if (i32.eq (local.get $stride) (i32.const 48))
        (then
          (local.set $r (v128.or (i8x16.swizzle (local.get $p) (local.get $r0))
            (v128.or (i8x16.swizzle (local.get $q) (local.get $r1)) (i8x16.swizzle (local.get $s) (local.get $r2)))))
          (local.set $g (v128.or (i8x16.swizzle (local.get $p) (local.get $g0))
            (v128.or (i8x16.swizzle (local.get $q) (local.get $g1)) (i8x16.swizzle (local.get $s) (local.get $g2)))))
          (local.set $b (v128.or (i8x16.swizzle (local.get $p) (local.get $b0))
            (v128.or (i8x16.swizzle (local.get $q) (local.get $b1)) (i8x16.swizzle (local.get $s) (local.get $b2))))))
        (else
          (local.set $t (v128.load offset=8240 align=1 (local.get $in)))
          (local.set $r (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_u
              (v128.and (local.get $p) (v128.const i32x4 255 255 255 255))
              (v128.and (local.get $q) (v128.const i32x4 255 255 255 255)))
            (i16x8.narrow_i32x4_u
              (v128.and (local.get $s) (v128.const i32x4 255 255 255 255))
              (v128.and (local.get $t) (v128.const i32x4 255 255 255 255)))))
          (local.set $g (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_u
              (v128.and (i32x4.shr_u (local.get $p) (i32.const 8)) (v128.const i32x4 255 255 255 255))
              (v128.and (i32x4.shr_u (local.get $q) (i32.const 8)) (v128.const i32x4 255 255 255 255)))
            (i16x8.narrow_i32x4_u
              (v128.and (i32x4.shr_u (local.get $s) (i32.const 8)) (v128.const i32x4 255 255 255 255))
              (v128.and (i32x4.shr_u (local.get $t) (i32.const 8)) (v128.const i32x4 255 255 255 255)))))
          (local.set $b (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_u
              (v128.and (i32x4.shr_u (local.get $p) (i32.const 16)) (v128.const i32x4 255 255 255 255))
              (v128.and (i32x4.shr_u (local.get $q) (i32.const 16)) (v128.const i32x4 255 255 255 255)))
            (i16x8.narrow_i32x4_u
              (v128.and (i32x4.shr_u (local.get $s) (i32.const 16)) (v128.const i32x4 255 255 255 255))
              (v128.and (i32x4.shr_u (local.get $t) (i32.const 16)) (v128.const i32x4 255 255 255 255)))))))
      (local.set $rInv (v128.not (local.get $r)))
      (local.set $gInv (v128.not (local.get $g)))
      (local.set $bInv (v128.not (local.get $b)))

      ;; The nearest of the edges 0, 1, 2, and where on it.
      (local.set $u (i8x16.min_u (i8x16.min_u (local.get $g) (local.get $rInv)) (local.get $gInv)))
      (local.set $isFirst (i8x16.eq (local.get $u) (local.get $g)))
      (local.set $isNext (i8x16.eq (local.get $u) (local.get $rInv)))
      (local.set $lowerAt (v128.bitselect (local.get $r)
        (v128.bitselect (local.get $g) (local.get $rInv) (local.get $isNext)) (local.get $isFirst)))
      (local.set $lowerEdge (v128.andnot
        (i8x16.add (v128.const i8x16 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2) (local.get $isNext)) (local.get $isFirst)))
      ;; The nearest of the edges 4, 5, 6.
      (local.set $v (i8x16.min_u (i8x16.min_u (local.get $r) (local.get $g)) (local.get $rInv)))
      (local.set $isFirst (i8x16.eq (local.get $v) (local.get $r)))
      (local.set $isNext (i8x16.eq (local.get $v) (local.get $g)))
      (local.set $upperAt (v128.bitselect (local.get $gInv)
        (v128.bitselect (local.get $r) (local.get $g) (local.get $isNext)) (local.get $isFirst)))
      (local.set $upperEdge (v128.bitselect (v128.const i8x16 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4)
        (i8x16.add (v128.const i8x16 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6) (local.get $isNext)) (local.get $isFirst)))

      ;; Pixels 0 to 7: pairs of what is to be squared, and squared distances of four and four.
      (local.set $lowerPairs
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $b) (local.get $u)))
      (local.set $middlePairs
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $r) (local.get $gInv)))
      (local.set $upperPairs
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $bInv) (local.get $v)))
      (local.set $lower (i16x8.extend_low_i8x16_u (local.get $lowerPairs)))
      (local.set $lower (i32x4.dot_i16x8_s (local.get $lower) (local.get $lower)))
      (local.set $middle (i16x8.extend_low_i8x16_u (local.get $middlePairs)))
      (local.set $middle (i32x4.dot_i16x8_s (local.get $middle) (local.get $middle)))
      (local.set $upper (i16x8.extend_low_i8x16_u (local.get $upperPairs)))
      (local.set $upper (i32x4.dot_i16x8_s (local.get $upper) (local.get $upper)))
      (local.set $isMiddle (i32x4.lt_s (local.get $middle) (local.get $lower)))
      (local.set $lower (i32x4.min_s (local.get $lower) (local.get $middle)))
      (local.set $isUpper (i32x4.lt_s (local.get $upper) (local.get $lower)))
      (v128.store offset=139328 (local.get $out)
        (f32x4.sqrt (f32x4.convert_i32x4_s (i32x4.min_s (local.get $lower) (local.get $upper)))))
      (local.set $lower (i16x8.extend_high_i8x16_u (local.get $lowerPairs)))
      (local.set $lower (i32x4.dot_i16x8_s (local.get $lower) (local.get $lower)))
      (local.set $middle (i16x8.extend_high_i8x16_u (local.get $middlePairs)))
      (local.set $middle (i32x4.dot_i16x8_s (local.get $middle) (local.get $middle)))
      (local.set $upper (i16x8.extend_high_i8x16_u (local.get $upperPairs)))
      (local.set $upper (i32x4.dot_i16x8_s (local.get $upper) (local.get $upper)))
      (local.set $nextIsMiddle (i32x4.lt_s (local.get $middle) (local.get $lower)))
      (local.set $lower (i32x4.min_s (local.get $lower) (local.get $middle)))
      (local.set $nextIsUpper (i32x4.lt_s (local.get $upper) (local.get $lower)))
      (v128.store offset=139344 (local.get $out)
        (f32x4.sqrt (f32x4.convert_i32x4_s (i32x4.min_s (local.get $lower) (local.get $upper)))))
      ;; The edge above the place on it, times four bytes: where the table has the metres.
      (local.set $place (v128.bitselect
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $b)
          (v128.const i8x16 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3))
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $lowerAt) (local.get $lowerEdge))
        (i16x8.narrow_i32x4_s (local.get $isMiddle) (local.get $nextIsMiddle))))
      (local.set $place (v128.bitselect
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $upperAt) (local.get $upperEdge))
        (local.get $place)
        (i16x8.narrow_i32x4_s (local.get $isUpper) (local.get $nextIsUpper))))
      (local.set $place (i16x8.shl (local.get $place) (i32.const 2)))
      (f32.store offset=73792 (local.get $out) (f32.load (i16x8.extract_lane_u 0 (local.get $place))))
      (f32.store offset=73796 (local.get $out) (f32.load (i16x8.extract_lane_u 1 (local.get $place))))
      (f32.store offset=73800 (local.get $out) (f32.load (i16x8.extract_lane_u 2 (local.get $place))))
      (f32.store offset=73804 (local.get $out) (f32.load (i16x8.extract_lane_u 3 (local.get $place))))
      (f32.store offset=73808 (local.get $out) (f32.load (i16x8.extract_lane_u 4 (local.get $place))))
      (f32.store offset=73812 (local.get $out) (f32.load (i16x8.extract_lane_u 5 (local.get $place))))
      (f32.store offset=73816 (local.get $out) (f32.load (i16x8.extract_lane_u 6 (local.get $place))))
      (f32.store offset=73820 (local.get $out) (f32.load (i16x8.extract_lane_u 7 (local.get $place))))

      ;; Pixels 8 to 15: pairs of what is to be squared, and squared distances of four and four.
      (local.set $lowerPairs
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $b) (local.get $u)))
      (local.set $middlePairs
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $r) (local.get $gInv)))
      (local.set $upperPairs
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $bInv) (local.get $v)))
      (local.set $lower (i16x8.extend_low_i8x16_u (local.get $lowerPairs)))
      (local.set $lower (i32x4.dot_i16x8_s (local.get $lower) (local.get $lower)))
      (local.set $middle (i16x8.extend_low_i8x16_u (local.get $middlePairs)))
      (local.set $middle (i32x4.dot_i16x8_s (local.get $middle) (local.get $middle)))
      (local.set $upper (i16x8.extend_low_i8x16_u (local.get $upperPairs)))
      (local.set $upper (i32x4.dot_i16x8_s (local.get $upper) (local.get $upper)))
      (local.set $isMiddle (i32x4.lt_s (local.get $middle) (local.get $lower)))
      (local.set $lower (i32x4.min_s (local.get $lower) (local.get $middle)))
      (local.set $isUpper (i32x4.lt_s (local.get $upper) (local.get $lower)))
      (v128.store offset=139360 (local.get $out)
        (f32x4.sqrt (f32x4.convert_i32x4_s (i32x4.min_s (local.get $lower) (local.get $upper)))))
      (local.set $lower (i16x8.extend_high_i8x16_u (local.get $lowerPairs)))
      (local.set $lower (i32x4.dot_i16x8_s (local.get $lower) (local.get $lower)))
      (local.set $middle (i16x8.extend_high_i8x16_u (local.get $middlePairs)))
      (local.set $middle (i32x4.dot_i16x8_s (local.get $middle) (local.get $middle)))
      (local.set $upper (i16x8.extend_high_i8x16_u (local.get $upperPairs)))
      (local.set $upper (i32x4.dot_i16x8_s (local.get $upper) (local.get $upper)))
      (local.set $nextIsMiddle (i32x4.lt_s (local.get $middle) (local.get $lower)))
      (local.set $lower (i32x4.min_s (local.get $lower) (local.get $middle)))
      (local.set $nextIsUpper (i32x4.lt_s (local.get $upper) (local.get $lower)))
      (v128.store offset=139376 (local.get $out)
        (f32x4.sqrt (f32x4.convert_i32x4_s (i32x4.min_s (local.get $lower) (local.get $upper)))))
      ;; The edge above the place on it, times four bytes: where the table has the metres.
      (local.set $place (v128.bitselect
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $b)
          (v128.const i8x16 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3))
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $lowerAt) (local.get $lowerEdge))
        (i16x8.narrow_i32x4_s (local.get $isMiddle) (local.get $nextIsMiddle))))
      (local.set $place (v128.bitselect
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $upperAt) (local.get $upperEdge))
        (local.get $place)
        (i16x8.narrow_i32x4_s (local.get $isUpper) (local.get $nextIsUpper))))
      (local.set $place (i16x8.shl (local.get $place) (i32.const 2)))
      (f32.store offset=73824 (local.get $out) (f32.load (i16x8.extract_lane_u 0 (local.get $place))))
      (f32.store offset=73828 (local.get $out) (f32.load (i16x8.extract_lane_u 1 (local.get $place))))
      (f32.store offset=73832 (local.get $out) (f32.load (i16x8.extract_lane_u 2 (local.get $place))))
      (f32.store offset=73836 (local.get $out) (f32.load (i16x8.extract_lane_u 3 (local.get $place))))
      (f32.store offset=73840 (local.get $out) (f32.load (i16x8.extract_lane_u 4 (local.get $place))))
      (f32.store offset=73844 (local.get $out) (f32.load (i16x8.extract_lane_u 5 (local.get $place))))
      (f32.store offset=73848 (local.get $out) (f32.load (i16x8.extract_lane_u 6 (local.get $place))))
      (f32.store offset=73852 (local.get $out) (f32.load (i16x8.extract_lane_u 7 (local.get $place))))

      (local.set $in (i32.add (local.get $in) (local.get $stride)))
      (local.set $out (i32.add (local.get $out) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end)))))
)
