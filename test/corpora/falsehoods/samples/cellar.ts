import { licence } from './licence'
import type { Sample } from './sample'

export const CELLAR: Sample = {
  owner: 'stonewharf',
  name: 'terraform-aws-cellar',
  files: {
    LICENSE: licence('MPL-2.0'),
    'README.md': `# terraform-aws-cellar

A Terraform module for an S3 bucket that holds backups.

The bucket is private, versioned and encrypted. Old backups move to Glacier and are deleted later.

## Usage

\`\`\`hcl
module "cellar" {
  source = "stonewharf/cellar/aws"

  bucket_name       = "example-backups"
  reader_principals = ["arn:aws:iam::111122223333:role/restore"]
}
\`\`\`

Replication to a second region is not part of this module.
`,
    'versions.tf': `terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40, < 6.0"
    }
  }
}
`,
    'main.tf': `# The bucket for backups. Public access is blocked, whatever the policies say.
resource "aws_s3_bucket" "this" {
  bucket        = var.bucket_name
  force_destroy = var.force_destroy
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}
`,
    'encryption.tf': `# Objects are encrypted with the key of the caller, or with a key of S3 where none is given.
# The module does not create a key.
resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}
`,
    'lifecycle.tf': `# Objects move to Glacier first and are deleted later. Versions that are no longer current are deleted
# after a week.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "backups"
    status = "Enabled"

    filter {}

    transition {
      days          = var.transition_days
      storage_class = "GLACIER"
    }

    expiration {
      days = var.retention_days
    }

    noncurrent_version_expiration {
      noncurrent_days = 7
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}
`,
    'readers.tf': `# A role that may list and read the bucket, but neither write to it nor delete from it.
# It is created only if reader_principals is not empty.
resource "aws_iam_role" "reader" {
  count = length(var.reader_principals) > 0 ? 1 : 0

  name               = "\${var.bucket_name}-reader"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = var.reader_principals
    }
  }
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:ListBucket", "s3:GetObject"]
    resources = [aws_s3_bucket.this.arn, "\${aws_s3_bucket.this.arn}/*"]
  }
}

resource "aws_iam_role_policy" "read" {
  count = length(var.reader_principals) > 0 ? 1 : 0

  role   = aws_iam_role.reader[0].id
  policy = data.aws_iam_policy_document.read.json
}
`,
    'alarm.tf': `# An alarm that goes off when no object has been written for a day. It is off by default.
resource "aws_cloudwatch_metric_alarm" "silent" {
  count = var.alarm_topic_arn == null ? 0 : 1

  alarm_name          = "\${var.bucket_name}-silent"
  namespace           = "AWS/S3"
  metric_name         = "PutRequests"
  statistic           = "Sum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [var.alarm_topic_arn]

  dimensions = {
    BucketName = aws_s3_bucket.this.id
    FilterId   = "all"
  }
}

resource "aws_s3_bucket_metric" "all" {
  count = var.alarm_topic_arn == null ? 0 : 1

  bucket = aws_s3_bucket.this.id
  name   = "all"
}
`,
    'variables.tf': `variable "bucket_name" {
  description = "Name of the bucket. Must be unique in all of AWS."
  type        = string
}

variable "retention_days" {
  description = "Days after which a backup is deleted. Must be greater than transition_days."
  type        = number
  default     = 365

  validation {
    condition     = var.retention_days >= 90
    error_message = "Glacier bills at least 90 days."
  }
}

variable "transition_days" {
  description = "Days after which a backup moves to Glacier."
  type        = number
  default     = 30
}

variable "kms_key_arn" {
  description = "ARN of the KMS key to encrypt with. The key is not managed by this module."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Whether the bucket may be destroyed while it still holds backups."
  type        = bool
  default     = false
}

variable "reader_principals" {
  description = "ARNs of those that may assume the reader role. No role is created if the list is empty."
  type        = list(string)
  default     = []
}

variable "alarm_topic_arn" {
  description = "ARN of the SNS topic that hears of silent days. Without it no alarm is created."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the bucket. The role is not tagged."
  type        = map(string)
  default     = {}
}
`,
    'outputs.tf': `output "bucket_arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "bucket_id" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.id
}

output "reader_role_arn" {
  description = "ARN of the reader role, or null where there is none."
  value       = one(aws_iam_role.reader[*].arn)
}
`,
    'examples/minimal/main.tf': `provider "aws" {
  region = "eu-central-1"
}

module "cellar" {
  source = "../.."

  bucket_name = "example-minimal-backups"
}
`,
    'examples/complete/main.tf': `provider "aws" {
  region = "eu-central-1"
}

resource "aws_kms_key" "backups" {
  description         = "Encrypts backups"
  enable_key_rotation = true
}

resource "aws_sns_topic" "alarms" {
  name = "backup-alarms"
}

module "cellar" {
  source = "../.."

  bucket_name       = "example-complete-backups"
  kms_key_arn       = aws_kms_key.backups.arn
  retention_days    = 730
  reader_principals = ["arn:aws:iam::111122223333:role/restore"]
  alarm_topic_arn   = aws_sns_topic.alarms.arn
}

output "bucket_arn" {
  value = module.cellar.bucket_arn
}
`,
    'tests/bucket.tftest.hcl': `mock_provider "aws" {}

variables {
  bucket_name = "test-backups"
}

run "no_reader_by_default" {
  command = plan

  assert {
    condition     = length(aws_iam_role.reader) == 0
    error_message = "A reader role was planned."
  }
}

run "short_retention_is_refused" {
  command = plan

  variables {
    retention_days = 30
  }

  expect_failures = [var.retention_days]
}
`,
    '.github/workflows/terraform.yml': `name: terraform
on: [pull_request]
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
        with:
          terraform_version: 1.6.6
      - run: terraform fmt -check -recursive
      - run: terraform init -backend=false
      - run: terraform validate
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
      - run: terraform init -backend=false
      - run: terraform test
`,
    '.tflint.hcl': `plugin "aws" {
  enabled = true
  version = "0.31.0"
  source  = "github.com/terraform-linters/tflint-ruleset-aws"
}
`,
    'CHANGELOG.md': `# Changelog

## 2.0.0

- Public access can no longer be allowed.
- \`readers\` is now \`reader_principals\`.

## 1.4.0

- The alarm for silent days.
`,
  },
}
