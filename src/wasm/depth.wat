;; Painted depth → metres and residual, four pixels at a time. The integer projection of
;; ../color/cubeWalkInteger.ts: squared distance × 2048 + step for each of the seven edges of the walk;
;; their minimum is the nearest edge, at a tie the first.
;;
;; Memory: 0 metres of the 1786 steps, f32; 8192 pixels, up to 16384; 73792 metres, f32; 139328 residual, f32.
(module
  (memory (export "memory") 4)

  ;; $count: pixels, a multiple of 4 (what is beyond the last pixel is worked out and ignored)
  ;; $stride: bytes of four pixels, 12 for RGB, 16 for RGBA
  (func (export "decode") (param $count i32) (param $stride i32)
    (local $in i32) (local $out i32) (local $end i32) (local $pixels v128)
    (local $reds v128) (local $greens v128) (local $blues v128)
    (local $r v128) (local $g v128) (local $b v128)
    (local $rInv v128) (local $gInv v128) (local $bInv v128)
    (local $r0 v128) (local $g0 v128) (local $b0 v128)
    (local $r1 v128) (local $g1 v128) (local $b1 v128)
    (local $best v128) (local $step v128)
    ;; Where each channel's bytes lie; 255 makes a zero.
    (if (i32.eq (local.get $stride) (i32.const 12))
      (then (local.set $reds
        (v128.const i8x16 0 255 255 255 3 255 255 255 6 255 255 255 9 255 255 255)))
      (else (local.set $reds
        (v128.const i8x16 0 255 255 255 4 255 255 255 8 255 255 255 12 255 255 255))))
    (local.set $greens (i8x16.add_sat_u (local.get $reds) (v128.const i32x4 1 1 1 1)))
    (local.set $blues (i8x16.add_sat_u (local.get $reds) (v128.const i32x4 2 2 2 2)))
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $next
      (local.set $pixels (v128.load offset=8192 align=1 (local.get $in)))
      (local.set $r (i8x16.swizzle (local.get $pixels) (local.get $reds)))
      (local.set $g (i8x16.swizzle (local.get $pixels) (local.get $greens)))
      (local.set $b (i8x16.swizzle (local.get $pixels) (local.get $blues)))
      (local.set $rInv (i32x4.sub (v128.const i32x4 255 255 255 255) (local.get $r)))
      (local.set $gInv (i32x4.sub (v128.const i32x4 255 255 255 255) (local.get $g)))
      (local.set $bInv (i32x4.sub (v128.const i32x4 255 255 255 255) (local.get $b)))
      ;; Levels fill the lower 16 bits of a lane, so that the dot product is the square: cheaper than i32x4.mul.
      (local.set $r0 (i32x4.shl (i32x4.dot_i16x8_s (local.get $r) (local.get $r)) (i32.const 11)))
      (local.set $g0 (i32x4.shl (i32x4.dot_i16x8_s (local.get $g) (local.get $g)) (i32.const 11)))
      (local.set $b0 (i32x4.shl (i32x4.dot_i16x8_s (local.get $b) (local.get $b)) (i32.const 11)))
      (local.set $r1 (i32x4.shl (i32x4.dot_i16x8_s (local.get $rInv) (local.get $rInv)) (i32.const 11)))
      (local.set $g1 (i32x4.shl (i32x4.dot_i16x8_s (local.get $gInv) (local.get $gInv)) (i32.const 11)))
      (local.set $b1 (i32x4.shl (i32x4.dot_i16x8_s (local.get $bInv) (local.get $bInv)) (i32.const 11)))
      ;; black → red
      (local.set $best (i32x4.add (i32x4.add (local.get $g0) (local.get $b0)) (local.get $r)))
      ;; red → yellow
      (local.set $best (i32x4.min_s (local.get $best)
        (i32x4.add (i32x4.add (local.get $r1) (local.get $b0))
          (i32x4.add (local.get $g) (v128.const i32x4 255 255 255 255)))))
      ;; yellow → green
      (local.set $best (i32x4.min_s (local.get $best)
        (i32x4.add (i32x4.add (local.get $g1) (local.get $b0))
          (i32x4.add (local.get $rInv) (v128.const i32x4 510 510 510 510)))))
      ;; green → cyan
      (local.set $best (i32x4.min_s (local.get $best)
        (i32x4.add (i32x4.add (local.get $r0) (local.get $g1))
          (i32x4.add (local.get $b) (v128.const i32x4 765 765 765 765)))))
      ;; cyan → blue
      (local.set $best (i32x4.min_s (local.get $best)
        (i32x4.add (i32x4.add (local.get $r0) (local.get $b1))
          (i32x4.add (local.get $gInv) (v128.const i32x4 1020 1020 1020 1020)))))
      ;; blue → magenta
      (local.set $best (i32x4.min_s (local.get $best)
        (i32x4.add (i32x4.add (local.get $g0) (local.get $b1))
          (i32x4.add (local.get $r) (v128.const i32x4 1275 1275 1275 1275)))))
      ;; magenta → white
      (local.set $best (i32x4.min_s (local.get $best)
        (i32x4.add (i32x4.add (local.get $r1) (local.get $b1))
          (i32x4.add (local.get $g) (v128.const i32x4 1530 1530 1530 1530)))))
      ;; Four bytes for each step's metres.
      (local.set $step (i32x4.shl
        (v128.and (local.get $best) (v128.const i32x4 2047 2047 2047 2047)) (i32.const 2)))
      (v128.store offset=73792 (local.get $out)
        (f32x4.replace_lane 3
          (f32x4.replace_lane 2
            (f32x4.replace_lane 1
              (f32x4.splat (f32.load (i32x4.extract_lane 0 (local.get $step))))
              (f32.load (i32x4.extract_lane 1 (local.get $step))))
            (f32.load (i32x4.extract_lane 2 (local.get $step))))
          (f32.load (i32x4.extract_lane 3 (local.get $step)))))
      (v128.store offset=139328 (local.get $out)
        (f32x4.sqrt (f32x4.convert_i32x4_s (i32x4.shr_u (local.get $best) (i32.const 11)))))
      (local.set $in (i32.add (local.get $in) (local.get $stride)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end)))))
)
