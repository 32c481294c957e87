"""The columns of other projects' files, to the letter and in their order."""

from pathlib import Path

import pytest

from regesta.errors import BadValueError
from regesta.exchange.registry import named, of_ending, profiles

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
GDELT = (
    "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode,"
    "Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,"
    "Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,Actor2Religion2Code,"
    "Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,"
    "GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,Actor1Geo_Fullname,Actor1Geo_CountryCode,"
    "Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,"
    "Actor2Geo_Fullname,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,"
    "Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_Fullname,ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,"
    "ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL"
)
MENTIONS = (
    "GLOBALEVENTID,EventTimeDate,MentionTimeDate,MentionType,MentionSourceName,MentionIdentifier,SentenceID,"
    "Actor1CharOffset,Actor2CharOffset,ActionCharOffset,InRawText,Confidence,MentionDocLen,MentionDocTone,"
    "MentionDocTranslationInfo,Extras"
)
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
)
HEADERS = [
    ("acled", 0, ACLED, 31), ("ged", 0, GED, 49), ("gdelt", 0, GDELT, 61), ("gdelt", 1, MENTIONS, 16),
    ("polecat", 0, POLECAT, 40), ("icews", 0, ICEWS, 20),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "header", "count"), HEADERS)
def test_columns_are_those_of_the_others(name, file, header, count):
    columns = [column.name for column in named(name).files[file].columns]
    assert columns == header.split(",")
    assert len(columns) == count


def test_every_profile_says_what_it_is():
    names = [profile.name for profile in profiles()]
    assert len(names) == len(set(names)) == 15
    endings = [profile.ending for profile in profiles() if profile.ending]
    assert len(endings) == len(set(endings))
    for profile in profiles():
        assert profile.title and profile.opens and profile.files
        assert profile.losses or profile.name in ("jsonl", "parquet")
        assert all(loss.what and loss.rule.endswith(".") for loss in profile.losses)
        for table in profile.files:
            assert all(column.meaning for column in table.columns)


def test_by_name_and_by_ending():
    assert named("CSV").name == "csv" and named("json").name == "jsonl"
    assert of_ending(Path("a.db")).name == "sqlite"
    assert of_ending(Path("a.PARQUET")).name == "parquet"
    for path in ("claims", "claims.docx", "claims."):
        with pytest.raises(BadValueError, match="jsonl, csv or parquet"):
            of_ending(Path(path))
    with pytest.raises(BadValueError, match="no profile 'stata'"):
        named("stata")
