"""Every rule that comes with psychoseg, one a file; a new one is its file and a line in ``RULES``."""

from psychoseg.lint.rules.absolute_term import absolute_term
from psychoseg.lint.rules.authority_or_majority_cue import authority_or_majority_cue
from psychoseg.lint.rules.do_you_agree_that import do_you_agree_that
from psychoseg.lint.rules.double_barrelled import double_barrelled
from psychoseg.lint.rules.double_negative import double_negative
from psychoseg.lint.rules.duplicate_text import duplicate_text
from psychoseg.lint.rules.exclusive_option_in_multi import exclusive_option_in_multi
from psychoseg.lint.rules.gap_in_ranges import gap_in_ranges
from psychoseg.lint.rules.leading_negative_question import leading_negative_question
from psychoseg.lint.rules.loaded_wording import loaded_wording
from psychoseg.lint.rules.missing_consent import missing_consent
from psychoseg.lint.rules.missing_objective import missing_objective
from psychoseg.lint.rules.no_attention_check import no_attention_check
from psychoseg.lint.rules.no_open_ended import no_open_ended
from psychoseg.lint.rules.no_randomisation import no_randomisation
from psychoseg.lint.rules.no_reverse_items import no_reverse_items
from psychoseg.lint.rules.option_order import option_order
from psychoseg.lint.rules.overlapping_ranges import overlapping_ranges
from psychoseg.lint.rules.personal_data_without_need import personal_data_without_need
from psychoseg.lint.rules.stem_scale_mismatch import stem_scale_mismatch
from psychoseg.lint.rules.suppression_without_reason import suppression_without_reason
from psychoseg.lint.rules.tag_question import tag_question
from psychoseg.lint.rules.too_few_items import too_few_items
from psychoseg.lint.rules.unknown_code import unknown_code
from psychoseg.lint.rules.unread_language import unread_language
from psychoseg.lint.rules.unused_suppression import unused_suppression

RULES = (
    leading_negative_question,  # QW101
    loaded_wording,  # QW102
    tag_question,  # QW104
    authority_or_majority_cue,  # QW105
    do_you_agree_that,  # QW108
    double_barrelled,  # QC201
    double_negative,  # QC202
    absolute_term,  # QC204
    overlapping_ranges,  # QR301
    gap_in_ranges,  # QR302
    stem_scale_mismatch,  # QR312
    option_order,  # QR316
    exclusive_option_in_multi,  # QR320
    no_reverse_items,  # QS401
    too_few_items,  # QS402
    no_randomisation,  # QS404
    no_attention_check,  # QS410
    duplicate_text,  # QS414
    no_open_ended,  # QS416
    missing_objective,  # QS418
    missing_consent,  # QE501
    personal_data_without_need,  # QE502
    unused_suppression,  # QY904
    suppression_without_reason,  # QY905
    unknown_code,  # QY906
    unread_language,  # QY907
)
