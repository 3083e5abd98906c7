const names = `aco-automation agent-registry appconfig application-signals appmesh assurance athena autoscaling
aws-external-anthropic b2bi backup-gateway bcm-data-exports bcm-pricing-calculator bedrock-agentcore bedrock billing
cassandra ce chime-sdk-media-pipelines chime-sdk-voice cloudcontrolapi cloudformation cloudhsm cloudtrail codedeploy
comprehend comprehendmedical config ds dsql dynamodb ec2 ecr ecs elasticfilesystem elasticloadbalancing events firehose
frauddetector freetier fsx glue healthlake identitystore invoicing iot iotfleetwise iotsecuredtunneling iotsitewise kms
lakeformation lambda license-manager lookoutequipment lookoutvision monitoring partnercentral-prm personalize qbusiness
quicksight rds rdsdata rdsdataapi rekognition rolesanywhere route53 s3 s3vectors sagemaker scheduler secretsmanager
servicediscovery ses signin sns sqs ssm-contacts ssm sso-directory sso-oauth sso states storagegateway sts swf textract
transcribe transcribestreaming transfer transform translate user-subscriptions verifiedpermissions voiceid workmail
workmailmessageflow`;

/**
 * Event sources of network activity events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
 */
export const networkSources: readonly string[] = names
  .split(/\s+/)
  .map((name) => `${name}.amazonaws.com`);
