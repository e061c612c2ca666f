"""Every rule that comes with psychoseg, one a file; a new one is its file and a line in ``RULES``."""

from psychoseg.lint.rules.absolute_term import absolute_term
from psychoseg.lint.rules.agree_disagree_scale import agree_disagree_scale
from psychoseg.lint.rules.aided_before_unaided import aided_before_unaided
from psychoseg.lint.rules.ambiguous_you import ambiguous_you
from psychoseg.lint.rules.anonymity_contradiction import anonymity_contradiction
from psychoseg.lint.rules.authority_or_majority_cue import authority_or_majority_cue
from psychoseg.lint.rules.broken_routing import broken_routing
from psychoseg.lint.rules.certainty_adverb import certainty_adverb
from psychoseg.lint.rules.codes_changed import codes_changed
from psychoseg.lint.rules.demographics_first import demographics_first
from psychoseg.lint.rules.do_you_agree_that import do_you_agree_that
from psychoseg.lint.rules.double_barrelled import double_barrelled
from psychoseg.lint.rules.double_negative import double_negative
from psychoseg.lint.rules.double_use import double_use
from psychoseg.lint.rules.duplicate_options import duplicate_options
from psychoseg.lint.rules.duplicate_text import duplicate_text
from psychoseg.lint.rules.emphasis_cue import emphasis_cue
from psychoseg.lint.rules.exclusive_option_in_multi import exclusive_option_in_multi
from psychoseg.lint.rules.forced_answer_sensitive import forced_answer_sensitive
from psychoseg.lint.rules.gap_in_ranges import gap_in_ranges
from psychoseg.lint.rules.general_after_specific import general_after_specific
from psychoseg.lint.rules.hypothetical import hypothetical
from psychoseg.lint.rules.id_renamed import id_renamed
from psychoseg.lint.rules.incentive_leading import incentive_leading
from psychoseg.lint.rules.item_added import item_added
from psychoseg.lint.rules.item_dropped import item_dropped
from psychoseg.lint.rules.jargon_or_acronym import jargon_or_acronym
from psychoseg.lint.rules.leading_negative_question import leading_negative_question
from psychoseg.lint.rules.leading_option_text import leading_option_text
from psychoseg.lint.rules.loaded_wording import loaded_wording
from psychoseg.lint.rules.long_grid import long_grid
from psychoseg.lint.rules.long_question import long_question
from psychoseg.lint.rules.minors import minors
from psychoseg.lint.rules.missing_consent import missing_consent
from psychoseg.lint.rules.missing_dont_know import missing_dont_know
from psychoseg.lint.rules.missing_midpoint import missing_midpoint
from psychoseg.lint.rules.missing_not_applicable import missing_not_applicable
from psychoseg.lint.rules.missing_objective import missing_objective
from psychoseg.lint.rules.missing_prefer_not import missing_prefer_not
from psychoseg.lint.rules.missing_reference_period import missing_reference_period
from psychoseg.lint.rules.missing_required_key import missing_required_key
from psychoseg.lint.rules.missing_validated_note import missing_validated_note
from psychoseg.lint.rules.mixed_dimensions import mixed_dimensions
from psychoseg.lint.rules.multiple_questions import multiple_questions
from psychoseg.lint.rules.negated_stem import negated_stem
from psychoseg.lint.rules.no_attention_check import no_attention_check
from psychoseg.lint.rules.no_basis_to_act import no_basis_to_act
from psychoseg.lint.rules.no_channel_or_message import no_channel_or_message
from psychoseg.lint.rules.no_language_or_version import no_language_or_version
from psychoseg.lint.rules.no_open_ended import no_open_ended
from psychoseg.lint.rules.no_randomisation import no_randomisation
from psychoseg.lint.rules.no_reverse_items import no_reverse_items
from psychoseg.lint.rules.no_screening_or_quota import no_screening_or_quota
from psychoseg.lint.rules.no_value_variable import no_value_variable
from psychoseg.lint.rules.non_exclusive_options import non_exclusive_options
from psychoseg.lint.rules.non_exhaustive import non_exhaustive
from psychoseg.lint.rules.one_sided_question import one_sided_question
from psychoseg.lint.rules.option_order import option_order
from psychoseg.lint.rules.options_changed import options_changed
from psychoseg.lint.rules.order_changed import order_changed
from psychoseg.lint.rules.overlapping_ranges import overlapping_ranges
from psychoseg.lint.rules.parse_error import parse_error
from psychoseg.lint.rules.partly_labelled import partly_labelled
from psychoseg.lint.rules.personal_data_without_need import personal_data_without_need
from psychoseg.lint.rules.persuasive_hypothetical import persuasive_hypothetical
from psychoseg.lint.rules.presupposition import presupposition
from psychoseg.lint.rules.priming_order import priming_order
from psychoseg.lint.rules.priming_preamble import priming_preamble
from psychoseg.lint.rules.range_units import range_units
from psychoseg.lint.rules.reading_level import reading_level
from psychoseg.lint.rules.recall_overload import recall_overload
from psychoseg.lint.rules.same_scale_run import same_scale_run
from psychoseg.lint.rules.scale_changed import scale_changed
from psychoseg.lint.rules.scale_inconsistent import scale_inconsistent
from psychoseg.lint.rules.screener_reveals_answer import screener_reveals_answer
from psychoseg.lint.rules.sex_gender_wording import sex_gender_wording
from psychoseg.lint.rules.slanted_claim import slanted_claim
from psychoseg.lint.rules.social_desirability_stem import social_desirability_stem
from psychoseg.lint.rules.spacing_uneven import spacing_uneven
from psychoseg.lint.rules.special_category_data import special_category_data
from psychoseg.lint.rules.stem_scale_mismatch import stem_scale_mismatch
from psychoseg.lint.rules.stigmatizing_terms import stigmatizing_terms
from psychoseg.lint.rules.suppression_without_reason import suppression_without_reason
from psychoseg.lint.rules.survey_too_long import survey_too_long
from psychoseg.lint.rules.tag_question import tag_question
from psychoseg.lint.rules.too_few_items import too_few_items
from psychoseg.lint.rules.too_general import too_general
from psychoseg.lint.rules.too_many_kpis import too_many_kpis
from psychoseg.lint.rules.too_many_open_ended import too_many_open_ended
from psychoseg.lint.rules.too_many_options import too_many_options
from psychoseg.lint.rules.too_many_or_few_points import too_many_or_few_points
from psychoseg.lint.rules.trick_attention_check import trick_attention_check
from psychoseg.lint.rules.unbalanced_scale import unbalanced_scale
from psychoseg.lint.rules.undefined_comparison import undefined_comparison
from psychoseg.lint.rules.unknown_code import unknown_code
from psychoseg.lint.rules.unknown_key import unknown_key
from psychoseg.lint.rules.unlabelled_endpoints import unlabelled_endpoints
from psychoseg.lint.rules.unmapped_item import unmapped_item
from psychoseg.lint.rules.unread_language import unread_language
from psychoseg.lint.rules.untranslated_text import untranslated_text
from psychoseg.lint.rules.unused_suppression import unused_suppression
from psychoseg.lint.rules.vague_frequency_scale import vague_frequency_scale
from psychoseg.lint.rules.vague_objective import vague_objective
from psychoseg.lint.rules.vague_term import vague_term
from psychoseg.lint.rules.version_not_raised import version_not_raised
from psychoseg.lint.rules.wording_changed import wording_changed

RULES = (
    leading_negative_question,  # QW101
    loaded_wording,  # QW102
    presupposition,  # QW103
    tag_question,  # QW104
    authority_or_majority_cue,  # QW105
    priming_preamble,  # QW106
    one_sided_question,  # QW107
    do_you_agree_that,  # QW108
    certainty_adverb,  # QW109
    persuasive_hypothetical,  # QW110
    emphasis_cue,  # QW111
    social_desirability_stem,  # QW112
    slanted_claim,  # QW113
    double_barrelled,  # QC201
    double_negative,  # QC202
    negated_stem,  # QC203
    absolute_term,  # QC204
    vague_term,  # QC205
    vague_frequency_scale,  # QC206
    jargon_or_acronym,  # QC207
    reading_level,  # QC208
    long_question,  # QC209
    hypothetical,  # QC210
    recall_overload,  # QC211
    missing_reference_period,  # QC212
    too_general,  # QC213
    multiple_questions,  # QC214
    ambiguous_you,  # QC215
    undefined_comparison,  # QC216
    overlapping_ranges,  # QR301
    gap_in_ranges,  # QR302
    duplicate_options,  # QR303
    non_exhaustive,  # QR304
    non_exclusive_options,  # QR305
    unbalanced_scale,  # QR306
    missing_midpoint,  # QR307
    missing_dont_know,  # QR308
    missing_not_applicable,  # QR309
    missing_prefer_not,  # QR310
    agree_disagree_scale,  # QR311
    stem_scale_mismatch,  # QR312
    too_many_or_few_points,  # QR313
    unlabelled_endpoints,  # QR314
    partly_labelled,  # QR315
    option_order,  # QR316
    too_many_options,  # QR317
    leading_option_text,  # QR318
    mixed_dimensions,  # QR319
    exclusive_option_in_multi,  # QR320
    range_units,  # QR321
    spacing_uneven,  # QR322
    forced_answer_sensitive,  # QR323
    no_reverse_items,  # QS401
    too_few_items,  # QS402
    long_grid,  # QS403
    no_randomisation,  # QS404
    general_after_specific,  # QS405
    priming_order,  # QS406
    aided_before_unaided,  # QS407
    demographics_first,  # QS408
    survey_too_long,  # QS409
    no_attention_check,  # QS410
    trick_attention_check,  # QS411
    no_screening_or_quota,  # QS412
    screener_reveals_answer,  # QS413
    duplicate_text,  # QS414
    broken_routing,  # QS415
    no_open_ended,  # QS416
    too_many_open_ended,  # QS417
    missing_objective,  # QS418
    unmapped_item,  # QS419
    scale_inconsistent,  # QS420
    same_scale_run,  # QS421
    double_use,  # QS422
    missing_validated_note,  # QS423
    no_language_or_version,  # QS424
    missing_consent,  # QE501
    personal_data_without_need,  # QE502
    special_category_data,  # QE503
    sex_gender_wording,  # QE504
    minors,  # QE505
    anonymity_contradiction,  # QE506
    incentive_leading,  # QE507
    stigmatizing_terms,  # QE508
    vague_objective,  # QD601
    too_many_kpis,  # QD602
    no_basis_to_act,  # QD603
    no_value_variable,  # QD604
    no_channel_or_message,  # QD605
    wording_changed,  # QV701
    options_changed,  # QV702
    codes_changed,  # QV703
    order_changed,  # QV704
    scale_changed,  # QV705
    item_dropped,  # QV706
    item_added,  # QV707
    id_renamed,  # QV708
    version_not_raised,  # QV709
    parse_error,  # QY901
    unknown_key,  # QY902
    missing_required_key,  # QY903
    unused_suppression,  # QY904
    suppression_without_reason,  # QY905
    unknown_code,  # QY906
    unread_language,  # QY907
    untranslated_text,  # QY908
)
