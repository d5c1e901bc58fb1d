"""Every number that a rule compares with, and where it comes from.

Ratings of the rules about one day are integer tenths of a point (30 is 3 points), exact to compare. The trend rule
works in points. [S]: tuned on simulated persons. [J]: a judgement made for BackCare, no study behind it.
"""

from typing import Final

ROUNDING: Final = 1e-9  # what sums and means of exact tenths may be off by

# One day ------------------------------------------------------------------------------------------------------------
# Low back pain, 0-10 scale: standard error of measurement 1.02 (Childs 2005, Spine 30:1331,
# doi 10.1097/01.brs.0000164099.92112.29). 1.96 * 1.02 = 2.0; a difference of two ratings: 1.96 * sqrt(2) * 1.02 = 2.83.
SIGNAL_RISE: Final = 20  # "2" of Childs 2005; also Farrar 2001 (doi 10.1016/S0304-3959(01)00349-9): 2 points count
SHARP_RISE: Final = 30  # the first whole point beyond 2.83
SHARP_AFTER: Final = 70  # [J] traffic-light leaflets put red at 6, 7 or 8; with a rise of 2 BackCare takes 7
HURTS_WORST: Final = 30  # beyond 2.83, as SHARP_RISE
HURTS_RISE: Final = 20  # [J] the worst moment counts when 2 points of it stay; the worst alone hits harmless logs
HIGH_BEFORE: Final = 80  # [J] at 8 a rise of 3 hardly shows any more
RAISED_BEFORE: Final = 60  # [J] traffic-light leaflets (NHS): 6 to 10 change or stop
RAISED_ABOVE_USUAL: Final = 20  # "2" of Childs 2005 over the person's own usual

# Some sessions --------------------------------------------------------------------------------------------------------
HURTS_AGAIN: Final = (2, 3)  # [J] pressed Stop in 2 of the last 3 sessions: once may be a bad day, twice hardly is
SESSION_RISE: Final = 10  # [J] half of "2": the mean of three rises has an SD of about 0.6 in place of 0.8
SESSION_RISE_EXERCISES: Final = 3  # [J] fewer are no session's mean
SESSION_RISE_COUNT: Final = (3, 4)  # [J] 3 of the last 4 sessions
CREEPING: Final = 30  # beyond 2.83, as SHARP_RISE
MORNING_AFTER: Final = 20  # "2" of Childs 2005; settled by next morning: Thomee 1997, Silbernagel 2007

# The person's usual `before` ------------------------------------------------------------------------------------------
BASELINE_DAYS: Final = 14  # [J] two weeks: day-to-day SD is about 1.2 (Page 2022, doi 10.1016/j.jpain.2022.01.001)
BASELINE_RATED_DAYS: Final = 10  # [J] ten rated days put the mean's standard error near 0.4
RECENT_DAYS: Final = (15, 42)  # [J] four weeks that end two weeks back: a recovered person who falls back is seen

# The trend of one exercise's rise: points -----------------------------------------------------------------------------
USUAL_RISE: Final = -0.1  # [S] what a harmless exercise does on average
USUAL_RISE_SD: Final = 0.4  # [S] how far persons differ in that
EXERCISE_SD: Final = 0.35  # [S] how far one person's harmless exercises differ from each other
NOISE_SD: Final = 0.9  # [S] after - before of one person and exercise, session to session, rounding included
SESSION_SD: Final = 0.45  # [S] what all exercises of one session have in common
SHARED_CLIP: Final = 1.6  # [S] one exercise's deviation counts as shared up to here
NOISE_PRIOR_PAIRS: Final = 60  # [S] NOISE_SD is worth this many differences between neighbouring sessions
NOISE_SD_FLOOR: Final = 0.5  # [S] ratings are no finer than this, however even they look
CLIP_SDS: Final = 3.0  # [S] one wild rating counts as this many SDs
SESSIONS_SEEN: Final = 365  # [J] a year of daily sessions
FIRST_SEEN: Final = 30  # [J] the beginning is over after 14 days, or 10 rated ones; twice that, where more are skipped
STARTS_SEEN: Final = 60  # [S] a change is looked for in so many of the latest ratings
LEAST_SINCE: Final = 3  # [S] ratings that a change must have behind it
LEAST_MEAN_RISE: Final = 0.5  # [S] a smaller mean rise is no harm, whatever was usual
LEAST_CHANGE: Final = 0.75  # [S] the smallest change looked for
# Where nothing was rated before the exercises: the rating after each, beside the others' of its session
LEAST_OTHERS: Final = 2  # [J] beside one other it cannot be told which of the two it is
AREA_SD: Final = 0.6  # [S] how far the back hurts more after one exercise than after another, harmless ones
AFTER_NOISE_SD: Final = 0.9  # [S] one rating beside the others' mean, session to session
AFTER_INFLATION: Final = 1.3  # [S] of its variance: neighbouring sessions are more alike than chance makes them
STOP_SCORE: Final = 8.25  # [S] about 4 in 100 persons whom nothing harms are stopped in 90 sessions
LONG_HOLDS_SCORE: Final = 8.0  # [S] the same test on the same ratings
CAUTION_SCORE: Final = 4.5  # [S] speaks after 3 sessions with +2, and in 5 of 100 sessions of healthy persons

# All the days together: tenths --------------------------------------------------------------------------------------
EWMA_WEIGHT: Final = 0.2  # [J] Roberts 1959 (doi 10.1080/00401706.1959.10489860): small shifts want 0.05 to 0.25
EWMA_SDS: Final = 3.0  # [J] the usual limit of a control chart
EWMA_SD_FLOOR: Final = 10.0  # Childs 2005: one rating's error is 1.02 points
EWMA_LIFT: Final = 15.0  # [J] between a mean's error and "2": a smaller lift is no news
EWMA_CLEAR_DAYS: Final = 3  # [J] rated days below the limit until it is over
WEEK_LIFT: Final = 20.0  # "2" of Childs 2005, over a whole week
WEEK_CLEAR: Final = 10.0  # [J] half of it
WEEK_RATED_DAYS: Final = 5  # [J] of seven

# Taking an exercise up again: points above the old usual rise -------------------------------------------------------
RETRIES: Final = 6  # [S] sessions until a retry is clear
EARLY_RETRIES: Final = 4  # [S] the first of them, which may stop it sooner
RETRY_HIGH: Final = 2.0  # [S] 1.0 would stop twice as many healthy retries
RETRY_HIGH_COUNT: Final = 2  # [S] of the early ones
RETRY_EARLY_MEAN: Final = 1.0  # [S] of the early ones
RETRY_MEAN: Final = 0.6  # [S] of all of them
RETRY_USUAL_ERRORS: Final = 1.0  # [S] of the old usual, above both means; 0 stops 8 of 100 healthy retries, 1 stops 3
REST_DAYS: Final = 7  # [J] a week without the exercise before it is taken up again
THREE_QUARTERS_SESSIONS: Final = 3  # [J] sessions at three quarters of the hold, after the retries and before all of it
AWAY_DAYS: Final = 14  # [J] days without a session after which the warning signs are asked again
