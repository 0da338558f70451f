/** From noise to a picture, step by step: what a pipeline asks of its scheduler, whichever that is. */
export interface Schedule {
  /** the network's time at each step */
  readonly timesteps: readonly number[];
  /** what normally distributed noise is multiplied with at the beginning */
  readonly initialScale: number;
  /** Makes the network's input of a sample, in place of it where nothing is to be done. */
  scaled(sample: Float32Array, step: number): Float32Array;
  /**
   * The next sample, from what the network says of this one.
   *
   * @param noise normally distributed numbers, for schedules that add some; called once for each step at most
   */
  next(output: Float32Array, sample: Float32Array, step: number, noise: () => Float32Array): Float32Array;
}

/** What a network tells: the noise, the velocity of arXiv 2202.00512, or the picture itself. */
export type Prediction = "epsilon" | "v_prediction" | "sample";

/** `scheduler_config.json`, as diffusers writes it. */
export interface SchedulerConfig {
  readonly _class_name?: string;
  readonly num_train_timesteps?: number;
  readonly beta_start?: number;
  readonly beta_end?: number;
  readonly beta_schedule?: string;
  readonly prediction_type?: string;
  readonly timestep_spacing?: string;
  readonly steps_offset?: number;
  readonly set_alpha_to_one?: boolean;
  readonly shift?: number;
  readonly use_dynamic_shifting?: boolean;
  readonly base_image_seq_len?: number;
  readonly max_image_seq_len?: number;
  readonly base_shift?: number;
  readonly max_shift?: number;
}
