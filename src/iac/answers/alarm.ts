import type { CallLine } from "../../model/recording.ts";
import { answer, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";

/**
 * What CloudWatch lists for an alarm: CloudFormation's properties are the API's members.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
 */
export const alarmAnswers = (alarm: Identified, lifting: Lifting): CallLine[] =>
  listed(alarm, lifting, "MetricAlarms");

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html */
export const compositeAlarmAnswers = (alarm: Identified, lifting: Lifting): CallLine[] =>
  listed(alarm, lifting, "CompositeAlarms");

function listed(alarm: Identified, lifting: Lifting, member: string): CallLine[] {
  const { name, arn, properties } = alarm;
  const { Tags: _, ActionsEnabled = true, ...described } = properties;
  const asked = { service: "cloudwatch", operation: "DescribeAlarms", input: {} };
  const output: Output = {
    ...{ MetricAlarms: [], CompositeAlarms: [] },
    [member]: [{ ...described, AlarmName: name, AlarmArn: arn, ActionsEnabled }],
  };
  return [answer(lifting, alarm, asked, output)];
}
