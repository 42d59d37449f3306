/** What is said of one setting. */

interface SettingBase {
  /** What an operator should know, in a sentence. */
  readonly sentence: string;
  /** Shown in messages and documentation as what is allowed. */
  readonly allowed: string;
  /** True when the value holds a password and must not be shown. */
  readonly secret?: true;
}

export interface TextSetting extends SettingBase {
  readonly type: 'string';
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly default?: string;
}

export interface NumberSetting extends SettingBase {
  readonly type: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
}

export type Setting = TextSetting | NumberSetting;
