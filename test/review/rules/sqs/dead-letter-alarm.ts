import { alarmSamples } from './parts.ts';

export const samples = alarmSamples('ApproximateNumberOfMessagesVisible', 'Dead');
