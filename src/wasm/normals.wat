;; Painted normals → unit vectors and residual, four pixels at a time. All that can be whole numbers is:
;; the vector is (255 − 2R, 2G − 255, 2B − 255) / 255, so that its squared length is exact.
;;
;; Memory: 0 pixels, RGB, up to 16384; 49408 vectors, x y z, f32; 246016 residual, f32.
(module
  (memory (export "memory") 5)

  ;; $count: pixels, a multiple of 4
  ;; $least, $most: squared lengths × 255² of what is a normal; else it becomes NaN
  (func (export "decode") (param $count i32) (param $least i32) (param $most i32)
    (local $in i32) (local $out i32) (local $vector i32) (local $end i32)
    (local $pixels v128) (local $x v128) (local $y v128) (local $z v128)
    (local $squared v128) (local $root v128) (local $divisor v128)
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $next
      (local.set $pixels (v128.load align=1 (local.get $in)))
      (local.set $x (i32x4.sub (v128.const i32x4 255 255 255 255)
        (i32x4.shl
          (i8x16.shuffle 0 16 16 16 3 16 16 16 6 16 16 16 9 16 16 16
            (local.get $pixels) (v128.const i32x4 0 0 0 0))
          (i32.const 1))))
      (local.set $y (i32x4.sub
        (i32x4.shl
          (i8x16.shuffle 1 16 16 16 4 16 16 16 7 16 16 16 10 16 16 16
            (local.get $pixels) (v128.const i32x4 0 0 0 0))
          (i32.const 1))
        (v128.const i32x4 255 255 255 255)))
      (local.set $z (i32x4.sub
        (i32x4.shl
          (i8x16.shuffle 2 16 16 16 5 16 16 16 8 16 16 16 11 16 16 16
            (local.get $pixels) (v128.const i32x4 0 0 0 0))
          (i32.const 1))
        (v128.const i32x4 255 255 255 255)))
      (local.set $squared
        (i32x4.add
          (i32x4.add (i32x4.mul (local.get $x) (local.get $x)) (i32x4.mul (local.get $y) (local.get $y)))
          (i32x4.mul (local.get $z) (local.get $z))))
      (local.set $root (f32x4.sqrt (f32x4.convert_i32x4_s (local.get $squared))))
      ;; residual = 127.5 · (root / 255 − 1)
      (v128.store offset=246016 (local.get $out)
        (f32x4.sub
          (f32x4.mul (local.get $root) (v128.const f32x4 0.5 0.5 0.5 0.5))
          (v128.const f32x4 127.5 127.5 127.5 127.5)))
      (local.set $divisor (v128.bitselect
        (local.get $root)
        (v128.const f32x4 nan nan nan nan)
        (v128.and
          (i32x4.ge_s (local.get $squared) (i32x4.splat (local.get $least)))
          (i32x4.le_s (local.get $squared) (i32x4.splat (local.get $most))))))
      (local.set $x (f32x4.div (f32x4.convert_i32x4_s (local.get $x)) (local.get $divisor)))
      (local.set $y (f32x4.div (f32x4.convert_i32x4_s (local.get $y)) (local.get $divisor)))
      (local.set $z (f32x4.div (f32x4.convert_i32x4_s (local.get $z)) (local.get $divisor)))
      ;; x0 y0 z0 x1 | y1 z1 x2 y2 | z2 x3 y3 z3
      (v128.store offset=49408 (local.get $vector)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 8 9 10 11
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 0 1 2 3 (local.get $x) (local.get $y))
          (local.get $z)))
      (v128.store offset=49424 (local.get $vector)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 24 25 26 27 8 9 10 11
          (i8x16.shuffle 4 5 6 7 20 21 22 23 8 9 10 11 0 1 2 3 (local.get $y) (local.get $z))
          (local.get $x)))
      (v128.store offset=49440 (local.get $vector)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 28 29 30 31 8 9 10 11
          (i8x16.shuffle 8 9 10 11 28 29 30 31 12 13 14 15 0 1 2 3 (local.get $z) (local.get $x))
          (local.get $y)))
      (local.set $in (i32.add (local.get $in) (i32.const 12)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $vector (i32.add (local.get $vector) (i32.const 48)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end)))))
)
