using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Tests.Support;
using TermAlignment = Ocw.Nde.Termen.Alignment.Alignment;

namespace Ocw.Nde.Termen.Tests.Alignment;

public sealed class TermAlignerTests
{
    // These tests are about the rules; what the learned thresholds give is measured on the gold sets.
    private static readonly AlignmentOptions s_options = WithThreshold(AlignmentOptions.For(
    [
        new("creator", ["rkd"]), new("place", ["places"]), new("material", ["a", "b"]), new("about", ["iconclass"]), new("type", ["a"]),
    ]));

    private static readonly AlignmentOptions s_learned = AlignmentOptions.For([new("creator", ["rkd"]), new("place", ["places"]), new("type", ["a"])]);

    private static AlignmentOptions WithThreshold(AlignmentOptions options) =>
        options with { Fields = options.Fields.ToDictionary(field => field.Key, field => field.Value with { PublishAt = 0.4 }, StringComparer.OrdinalIgnoreCase) };

    [Theory]
    [InlineData("hout")]
    [InlineData("HOUT")]
    [InlineData("Hóut.")]
    [InlineData(" hout ")]
    public async Task An_equal_label_of_the_only_candidate_is_accepted(string label)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("hout", "hout"), Sources.Term("steen", "steen"));

        var alignment = Assert.Single(Align(index, "material", label));

        Assert.Equal((AlignmentStatus.Accepted, "hout", "a", "hout"), (alignment.Status, Id(alignment), alignment.Source, alignment.MatchedLabel));
        Assert.Equal([AlignmentReasons.LabelEqual, AlignmentReasons.OnlyCandidate], alignment.Reasons);
        Assert.Equal(AlignmentRelation.Exact, alignment.Relation);
    }

    [Fact]
    public async Task Values_that_are_aligned_on_several_cores_are_answered_in_their_order_and_as_on_one()
    {
        var terms = Enumerable.Range(0, 400).Select(i => Sources.Term($"t{i}", $"woord{i}")).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), terms);
        var queries = Enumerable.Range(0, 1000).Select(i => Query("material", $"woord{i % 500}")).ToList();

        var several = new TermAligner(index.Index).Align(queries, s_options with { Workers = 4 }).ToList();
        var one = new TermAligner(index.Index).Align(queries, s_options with { Workers = 1 }).ToList();

        Assert.Equal(one.Select(a => (a.Query.Label, a.Term.Value, a.Score, a.Status)), several.Select(a => (a.Query.Label, a.Term.Value, a.Score, a.Status)));
        Assert.Equal(queries.Where(q => int.Parse(q.Label[5..], System.Globalization.CultureInfo.InvariantCulture) < 400).Select(q => q.Label), several.Where(a => a.MatchedLabel == a.Query.Label).Select(a => a.Query.Label));
    }

    [Fact]
    public async Task Values_are_read_no_more_than_a_batch_ahead_of_the_answers()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("hout", "hout"));
        var asked = 0;
        IEnumerable<AlignmentQuery> Endless()
        {
            while (true)
            {
                asked++;
                yield return Query("material", "hout");
            }
        }

        Assert.Equal(300, new TermAligner(index.Index).Align(Endless(), s_options).Take(300).Count());
        Assert.Equal(512, asked);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_stops_between_batches()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("hout", "hout"));
        using var cancellation = new CancellationTokenSource();
        var answers = new TermAligner(index.Index).Align(Enumerable.Repeat(Query("material", "hout"), 100_000), s_options, cancellation.Token);

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var answer in answers)
                cancellation.Cancel();
        });
    }

    [Fact]
    public async Task Names_are_equal_in_either_order()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("rkd", TermGenres.Agent), Sources.Term("r", "Rijn, Rembrandt van"), Sources.Term("s", "Steen, Jan"));

        Assert.Equal("r", Accepted(index, "creator", "Rembrandt van Rijn"));
        Assert.Equal("s", Accepted(index, "creator", "Jan Steen"));
        Assert.Null(Accepted(index, "creator", "Jan, Steen"));
    }

    [Fact]
    public async Task A_tie_between_two_terms_is_proposed_and_not_accepted()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "bank"), Sources.Term("2", "oever", "bank"));

        var alignments = Align(index, "material", "bank");

        Assert.Equal(["1", "2"], alignments.Select(Id).Order(StringComparer.Ordinal));
        Assert.All(alignments, alignment => Assert.Equal(AlignmentStatus.Proposed, alignment.Status));
        Assert.All(alignments, alignment => Assert.Contains("several-candidates=2", alignment.Reasons));
    }

    [Fact]
    public async Task A_tie_in_the_preferred_source_is_not_broken_by_a_source_that_knows_less()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "bank"), Sources.Term("2", "bank"));
        await index.AddAsync(Sources.Of("b", TermGenres.Material), Sources.Term("3", "bank"));

        Assert.Null(Accepted(index, "material", "bank"));
    }

    [Fact]
    public async Task Sources_are_asked_in_order_of_preference()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "hout"));
        await index.AddAsync(Sources.Of("b", TermGenres.Material), Sources.Term("2", "hout"), Sources.Term("3", "glas"));
        var every = new AlignmentOptions { Fields = new Dictionary<string, FieldRule>(StringComparer.Ordinal) { ["material"] = new() { Sources = ["a", "b"], EverySource = true } } };

        Assert.Equal("1", Accepted(index, "material", "hout"));
        Assert.Equal("3", Accepted(index, "material", "glas"));
        Assert.Equal(["1", "2"], new TermAligner(index.Index).Align([Query("material", "hout")], every).Select(Id));
    }

    [Fact]
    public async Task Equal_years_single_out_one_of_two_namesakes()
    {
        using var index = await Painters();

        var alignment = Assert.Single(Align(index, "creator", "Jan Steen", ("birth", "1626"), ("death", "1679")));

        Assert.Equal((AlignmentStatus.Accepted, "old"), (alignment.Status, Id(alignment)));
        Assert.Contains("birth-year-equal=1626", alignment.Reasons);
        Assert.Contains("death-year-equal=1679", alignment.Reasons);
    }

    [Fact]
    public async Task Years_that_differ_contradict()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("rkd", TermGenres.Agent), Sources.Term("1", "Steen, Jan").With(term => (term.Birth, term.Death) = (1626, 1679)));

        Assert.Equal("1", Accepted(index, "creator", "Jan Steen"));
        Assert.Equal("1", Accepted(index, "creator", "Jan Steen", ("birth", "1625")));
        AssertDoubted(index, "creator", "Jan Steen", ("birth", "1936"));
        AssertDoubted(index, "creator", "Jan Steen", ("birth", "1690-03-01"));
        AssertDoubted(index, "creator", "Jan Steen", ("date", "1580"));
        Assert.Equal("1", Accepted(index, "creator", "Jan Steen", ("date", "1660")));
    }

    [Fact]
    public async Task The_namesake_that_is_left_when_years_rule_out_another_must_be_confirmed()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("rkd", TermGenres.Agent),
            Sources.Term("1", "Steen, Jan").With(term => term.Birth = 1626),
            Sources.Term("2", "Steen, Jan"));

        var alignments = Align(index, "creator", "Jan Steen", ("birth", "1936"));

        Assert.All(alignments, alignment => Assert.Equal(AlignmentStatus.Proposed, alignment.Status));
        Assert.Equal("2", Id(alignments[0]));
        Assert.Contains(AlignmentReasons.HomonymContradicted, alignments[0].Reasons);
    }

    [Fact]
    public async Task Initials_alone_identify_nobody_but_with_equal_years_they_do()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("rkd", TermGenres.Agent), Sources.Term("1", "Peters, H.W."), Sources.Term("2", "Vroom, H. de").With(term => term.Birth = 1946));

        var proposed = Assert.Single(Align(index, "creator", "Peters, H.W."));

        Assert.Equal(AlignmentStatus.Proposed, proposed.Status);
        Assert.Contains(AlignmentReasons.InitialsOnly, proposed.Reasons);
        Assert.Equal("2", Accepted(index, "creator", "H. de Vroom", ("birth", "1946")));
    }

    [Theory]
    [InlineData("Berlage, H.P.", "berlage", "name-compatible")]
    [InlineData("Hendrik Berlage", "berlage", "name-compatible")]
    [InlineData("Permeke, Constant", "permeke", "surname-only")]
    [InlineData("Metz, Loeki", "metz", "name-variant")]
    public async Task Names_that_fit_are_found_with_the_reason(string label, string id, string reason)
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("rkd", TermGenres.Agent), Sources.Term("berlage", "Berlage, Hendrik Petrus"), Sources.Term("permeke", "Permeke"), Sources.Term("metz", "Metz, Loekie"));

        var alignment = new TermAligner(index.Index).Align([Query("creator", label)], s_learned).First();

        Assert.Equal(id, Id(alignment));
        Assert.StartsWith(reason, alignment.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_with_years_is_accepted_only_when_the_years_are_known_and_equal()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("rkd", TermGenres.Agent), Sources.Term("1", "Roëde, Jan (1914-2007)"));

        Assert.Equal("1", Accepted(index, "creator", "Roede, Jan", ("birth", "1914")));
        Assert.Equal("1", Accepted(index, "creator", "Jan Roëde (1914-2007)"));
        Assert.Null(Accepted(index, "creator", "Jan Roëde"));
        Assert.Contains(AlignmentReasons.QualifierOpen, Assert.Single(Align(index, "creator", "Jan Roëde")).Reasons);
        AssertDoubted(index, "creator", "Jan Roëde", ("birth", "1950"));
    }

    [Fact]
    public async Task A_term_of_another_kind_than_the_field_contradicts()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Place), Sources.Term("1", "Delft"));

        Assert.Empty(Align(index, "material", "Delft"));
    }

    [Fact]
    public async Task A_place_of_another_kind_contradicts_and_one_of_the_same_kind_confirms()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("places", TermGenres.Place),
            Sources.Term("river", "Commewijne").With(term => term.Types.Add("river")),
            Sources.Term("island", "Sumbawa (eiland)"));

        Assert.Equal("river", Accepted(index, "place", "Commewijne"));
        Assert.Equal("river", Accepted(index, "place", "Commewijne (rivier)"));
        Assert.Equal("river", Accepted(index, "place", "Commewijne", ("type", "rivier")));
        Assert.Null(Accepted(index, "place", "Commewijne", ("type", "plaats")));
        Assert.Null(Accepted(index, "place", "Commewijne (district)"));
        Assert.Equal("island", Accepted(index, "place", "Sumbawa", ("note", "eiland ; Times Atlas")));
        Assert.Null(Accepted(index, "place", "Sumbawa"));
    }

    [Fact]
    public async Task The_unqualified_name_is_the_main_place_beside_a_river_of_that_name_but_not_among_concepts()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("places", TermGenres.Place), Sources.Term("land", "Suriname"), Sources.Term("river", "Suriname (rivier)"));
        await index.AddAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "steen"), Sources.Term("2", "steen (baksteen)"));

        Assert.Equal("land", Accepted(index, "place", "Suriname"));
        Assert.Equal("river", Accepted(index, "place", "Suriname (rivier)"));
        Assert.Null(Accepted(index, "material", "steen"));
    }

    [Fact]
    public async Task The_hierarchy_confirms_or_contradicts_a_place()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("places", TermGenres.Place),
            Sources.Term("sur", "Suriname"),
            Sources.Term("com", "Commewijne").Broader("sur"),
            Sources.Term("nl", "Nederland"),
            Sources.Term("zh", "Zuid-Holland").Broader("nl"),
            Sources.Term("voor-sur", "Voorburg (Commewijne)").Broader("com"),
            Sources.Term("voor-nl", "Voorburg (Zuid-Holland)").Broader("zh"),
            Sources.Term("dordrecht", "Dordrecht").Broader("zh"));

        Assert.Equal("voor-sur", Accepted(index, "place", "Voorburg", ("broader", "Suriname"))); // only one of the two lies there
        Assert.Equal("voor-nl", Accepted(index, "place", "Voorburg", ("broader", "Zuid-Holland")));
        Assert.Null(Accepted(index, "place", "Voorburg"));
        Assert.Equal("dordrecht", Accepted(index, "place", "Dordrecht (Nederland)"));
        Assert.Null(Accepted(index, "place", "Dordrecht", ("broader", "Suriname")));
        Assert.Equal("dordrecht", Accepted(index, "place", "Dordrecht", ("broader", "Kaap de Goede Hoop"))); // unknown to the source: no contradiction
    }

    [Fact]
    public async Task A_name_from_another_time_or_language_leads_to_the_place_that_has_it_now_in_its_country()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("places", TermGenres.Place),
            Sources.Term("mumbai", "Mumbai").With(term => term.Country = "IN"),
            Sources.Term("other", "Bogor").With(term => term.Country = "US"),
            Sources.Term("keulen", "Köln"));

        Assert.Contains(Align(index, "place", "Bombay"), a => Id(a) == "mumbai" && a.Reasons.Contains(AlignmentReasons.PlaceNameKnown));
        Assert.Contains(Align(index, "place", "Keulen"), a => Id(a) == "keulen" && a.Reasons.Contains(AlignmentReasons.PlaceNameKnown));
        Assert.DoesNotContain(Align(index, "place", "Buitenzorg"), a => Id(a) == "other");
    }

    [Fact]
    public async Task Coordinates_with_a_sign_or_the_order_mistaken_do_not_rule_out_the_place_that_they_mean()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("places", TermGenres.Place), Sources.Term("e", "Estelí").With(term => (term.Latitude, term.Longitude) = (13.0919, -86.3538)));

        foreach (var coordinates in new[] { "Point(86.35 13.09)", "Point(13.09 -86.35)", "13°05'N 86°21'O" })
            Assert.Contains(Align(index, "place", "Estelí", ("coordinates", coordinates)).Single().Reasons, reason => reason.StartsWith(AlignmentReasons.CoordinatesMirrored, StringComparison.Ordinal));
        Assert.Contains(Align(index, "place", "Estelí", ("coordinates", "Point(40 50)")).Single().Reasons, reason => reason.StartsWith(AlignmentReasons.CoordinatesFar, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_qualifier_that_names_the_country_agrees_where_the_coordinates_do()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("places", TermGenres.Place), Sources.Term("v", "Voorburg").With(term => (term.Latitude, term.Longitude) = (5.8799, -55.08)));

        Assert.Contains(AlignmentReasons.QualifierAgrees, Align(index, "place", "Voorburg (Suriname)", ("coordinates", "Point(-55.0896 5.878)")).Single().Reasons);
        Assert.DoesNotContain(AlignmentReasons.QualifierAgrees, Align(index, "place", "Voorburg (Suriname)", ("coordinates", "Point(4.36 52.07)")).Single().Reasons);
        Assert.DoesNotContain(AlignmentReasons.QualifierAgrees, Align(index, "place", "Voorburg (slot)", ("coordinates", "Point(-55.0896 5.878)")).Single().Reasons);
    }

    [Fact]
    public async Task A_term_that_the_qualifier_names_is_proposed()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Culture), Sources.Term("p", "Ancestral Puebloan"), Sources.Term("x", "Maya"));

        var options = AlignmentOptions.For([new("culture", ["a"])]);
        var alignment = Assert.Single(new TermAligner(index.Index).Align([Query("culture", "Moki (Ancestral Puebloan)", "en")], options));

        Assert.Equal(("p", AlignmentStatus.Proposed), (Id(alignment), alignment.Status));
        Assert.Contains(AlignmentReasons.QualifierNames, alignment.Reasons);
    }

    [Fact]
    public async Task Coordinates_decide_between_places_of_one_name_when_the_others_are_far()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("places", TermGenres.Place),
            Sources.Term("a", "Waterloo").With(term => (term.Latitude, term.Longitude) = (50.7147, 4.3991)),
            Sources.Term("b", "Waterloo").With(term => (term.Latitude, term.Longitude) = (5.9190, -56.9744)));

        Assert.Null(Accepted(index, "place", "Waterloo"));
        Assert.Equal("b", Accepted(index, "place", "Waterloo", ("coordinates", "Point(-56.9728 5.9147)")));
        Assert.Null(Accepted(index, "place", "Waterloo", ("coordinates", "Point(20 20)")));
    }

    [Fact]
    public async Task A_name_with_a_word_for_its_kind_is_proposed()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("places", TermGenres.Place), Sources.Term("1", "Accaribo").With(term => term.Types.Add("plantation")), Sources.Term("2", "Accaribo kreek").With(term => term.Types.Add("creek")));

        var alignments = new TermAligner(index.Index).Align([Query("place", "Plantage Accaribo")], s_learned).ToList();

        Assert.Equal("1", Id(Assert.Single(alignments)));
        Assert.Equal((AlignmentStatus.Proposed, AlignmentReasons.PlaceNameEqual), (alignments[0].Status, alignments[0].Reasons[0]));
    }

    [Theory]
    [InlineData("bokaal", "bokalen")]
    [InlineData("Geyersvlijt", "Geijersvlijt")]
    public async Task Plural_and_spelling_variants_are_proposed(string label, string term)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.ObjectType), Sources.Term("1", term));

        var alignment = Assert.Single(new TermAligner(index.Index).Align([Query("type", label)], s_learned));

        Assert.Equal(AlignmentStatus.Proposed, alignment.Status);
        Assert.StartsWith("label-near=", alignment.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_term_has_another_label_in_the_language_of_the_value_it_is_another_word()
    {
        var kind = Sources.Term("1", "soort").With(term => term.Labels.Add(new TermLabel(TermLabelKind.Preferred, "kind", "en")));
        var tuareg = Sources.Term("2", "Tuareg");
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.ObjectType), kind, tuareg);
        var aligner = new TermAligner(index.Index);

        var dutch = aligner.Align([Query("type", "kind", "nl")], s_options).Single();
        var english = aligner.Align([Query("type", "kind", "en")], s_options).Single();
        var name = aligner.Align([Query("type", "Tuareg", "en")], s_options).Single();

        Assert.Equal(AlignmentStatus.Proposed, dutch.Status);
        Assert.Contains(AlignmentReasons.LanguageDiffers, dutch.Reasons);
        Assert.Equal(AlignmentStatus.Accepted, english.Status);
        Assert.Equal(AlignmentStatus.Accepted, name.Status);
    }

    [Fact]
    public async Task A_notation_is_accepted_and_a_composed_one_as_something_narrower()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("iconclass", TermGenres.Subject, NotationSyntax.Iconclass),
            Sources.Term("1", "portret").With(term => term.Notations.Add("61B2")),
            Sources.Term("2", "bomen (met NAAM)").With(term => term.Notations.Add("25G3(...)")));
        var aligner = new TermAligner(index.Index);

        var exact = aligner.Align([Query("about", "61 b 2", notation: "61 b 2")], s_options).Single();
        var composed = aligner.Align([Query("about", "25G3(KAPOK)", notation: "25G3(KAPOK)")], s_options).Single();

        Assert.Equal((AlignmentStatus.Accepted, "1", AlignmentRelation.Exact), (exact.Status, Id(exact), exact.Relation));
        Assert.Equal((AlignmentStatus.Accepted, "2", AlignmentRelation.Broad), (composed.Status, Id(composed), composed.Relation));
        Assert.Equal(AlignmentReasons.NotationComposed, composed.Reasons[0]);
    }

    [Fact]
    public async Task An_identifier_from_the_source_itself_is_followed()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a", TermGenres.Material),
            Sources.Term("1", "hout").With(term => term.Relations.Add(new TermRelation(TermRelationKind.ExactMatch, "http://vocab.getty.edu/aat/300011914"))),
            Sources.Term("2", "timber"));

        Assert.Equal("2", Accepted(index, "material", "hout", ("identifier", "https://example.org/id/2")));
        Assert.Equal("1", Accepted(index, "material", "bois", ("identifier", "http://vocab.getty.edu/aat/300011914")));
        Assert.Equal("1", Accepted(index, "material", "https://example.org/id/1"));
    }

    [Fact]
    public async Task Another_name_of_the_value_that_leads_elsewhere_puts_the_match_in_doubt()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("places", TermGenres.Place), Sources.Term("iq", "Ar Riyāḑ"), Sources.Term("sa", "Riyadh"));

        var alignments = Align(index, "place", "Ar Riyad", ("alternateName", "Riyadh\nRiaad"));

        Assert.All(alignments, alignment => Assert.Equal(AlignmentStatus.Proposed, alignment.Status));
        Assert.Equal(["iq", "sa"], alignments.Select(Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_qualifier_that_names_what_the_field_holds_agrees()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("a", TermGenres.None),
            Sources.Term("m", "glas (materiaal)").With(term => term.Genres = TermGenres.Material),
            Sources.Term("o", "glas (drinkgerei)").With(term => term.Genres = TermGenres.ObjectType),
            Sources.Term("s", "Portugees").With(term => term.Genres = TermGenres.Culture));

        Assert.Equal("m", Accepted(index, "material", "glas"));
        Assert.Null(Accepted(index, "type", "glas"));
        Assert.Null(Accepted(index, "type", "Portugees (stijl)"));
        Assert.Equal("s", new TermAligner(index.Index).Align([Query("culture", "Portugees (stijl)")], WithThreshold(AlignmentOptions.For([new("culture", ["a"])]))).Select(Id).Single());
    }

    [Fact]
    public async Task A_plantation_of_the_name_of_a_city_elsewhere_is_not_taken_for_the_city()
    {
        var regional = Sources.Of("stm", TermGenres.Place);
        using var index = await TestIndex.OfAsync(
            regional,
            Sources.Term("p1", "Den Haag").With(term => term.Types.Add("plantation")),
            Sources.Term("p2", "Paramaribo").With(term => term.Types.Add("town")),
            Sources.Term("p3", "Accaribo").With(term => term.Types.Add("plantation")));
        await index.AddAsync(Sources.Of("world", TermGenres.Place), Sources.Term("w1", "Den Haag"), Sources.Term("w2", "Paramaribo"));
        var options = WithThreshold(AlignmentOptions.For([new("place", ["stm", "world"])]));
        List<TermAlignment> Of(string label, params (string Key, string Value)[] context) => [.. new TermAligner(index.Index).Align([Query("place", label, "nl", null, context)], options)];

        var city = Of("Den Haag");

        Assert.All(city, alignment => Assert.Equal(AlignmentStatus.Proposed, alignment.Status));
        Assert.Contains("other-source-differs=world", city.Single(alignment => Id(alignment) == "p1").Reasons);
        Assert.Equal("p2", Id(Assert.Single(Of("Paramaribo"), alignment => alignment.Status == AlignmentStatus.Accepted)));
        Assert.Equal("p3", Id(Assert.Single(Of("Accaribo"), alignment => alignment.Status == AlignmentStatus.Accepted)));
        Assert.Equal("p1", Id(Assert.Single(Of("Den Haag (plantage)"), alignment => alignment.Status == AlignmentStatus.Accepted)));
    }

    [Fact]
    public async Task Where_a_field_holds_anything_the_plural_of_another_term_puts_the_singular_in_doubt()
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("iconclass"), Sources.Term("people", "Kom"), Sources.Term("bowls", "kommen"), Sources.Term("wood", "hout"), Sources.Term("town", "Houten"));

        var alignments = Align(index, "about", "kom");

        Assert.All(alignments, alignment => Assert.Equal(AlignmentStatus.Proposed, alignment.Status));
        Assert.Equal(["bowls", "people"], alignments.Select(Id).Order(StringComparer.Ordinal));
        Assert.Contains("number-variant=kommen", alignments.Single(alignment => Id(alignment) == "people").Reasons);
        Assert.Equal("wood", Accepted(index, "about", "hout"));
    }

    [Fact]
    public async Task A_withdrawn_term_is_proposed_at_most()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.ObjectType), Sources.Term("1", "hout").With(term => term.IsDeprecated = true));

        var alignment = Assert.Single(Align(index, "type", "hout"));

        Assert.Equal(AlignmentStatus.Proposed, alignment.Status);
        Assert.Contains(AlignmentReasons.Deprecated, alignment.Reasons);
    }

    [Fact]
    public async Task A_notation_is_no_label()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "hout").With(term => term.Notations.Add("12")));

        Assert.Empty(Align(index, "material", "12"));
    }

    [Theory]
    [InlineData("material", "zilver")]
    [InlineData("material", "")]
    [InlineData("material", "???")]
    [InlineData("unknownField", "hout")]
    public async Task Without_a_candidate_there_is_no_alignment(string field, string label)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a", TermGenres.Material), Sources.Term("1", "hout"));

        Assert.Empty(Align(index, field, label));
    }

    [Fact]
    public async Task A_source_that_is_not_indexed_is_passed_over()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("b", TermGenres.Material), Sources.Term("1", "hout"));

        Assert.Equal("1", Accepted(index, "material", "hout"));
    }

    [Fact]
    public async Task A_million_namesakes_do_not_slow_a_value_down_or_get_accepted()
    {
        var terms = Enumerable.Range(0, 20_000).Select(i => Sources.Term($"{i}", "Jansen, Jan")).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("rkd", TermGenres.Agent), terms);

        var alignments = Align(index, "creator", "Jan Jansen");

        Assert.Equal(5, alignments.Count);
        Assert.All(alignments, alignment => Assert.Equal(AlignmentStatus.Proposed, alignment.Status));
    }

    [Fact]
    public async Task A_stream_of_values_gives_the_same_answers()
    {
        using var index = await Painters();
        var aligner = new TermAligner(index.Index);
        AlignmentQuery[] queries = [Query("creator", "Jan Steen"), Query("creator", "Steen, Jan", "nl", null, ("birth", "1626")), Query("creator", "Niemand")];

        var streamed = new List<TermAlignment>();
        await foreach (var alignment in aligner.AlignAsync(queries.ToAsyncEnumerable(), s_options))
            streamed.Add(alignment);

        Assert.Equal(aligner.Align(queries, s_options).Select(Id), streamed.Select(Id));
    }

    private static Task<TestIndex> Painters() => TestIndex.OfAsync(
        Sources.Of("rkd", TermGenres.Agent),
        Sources.Term("old", "Steen, Jan").With(term => (term.Birth, term.Death) = (1626, 1679)),
        Sources.Term("new", "Steen, Jan").With(term => term.Birth = 1936));

    private static AlignmentQuery Query(string field, string label, string? language = "nl", string? notation = null, params (string Key, string Value)[] context) =>
        new(new Iri("urn:value"), field, label, language, notation, context.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    private static List<TermAlignment> Align(TestIndex index, string field, string label, params (string Key, string Value)[] context) =>
        [.. new TermAligner(index.Index).Align([Query(field, label, "nl", null, context)], s_options)];

    private static void AssertDoubted(TestIndex index, string field, string label, params (string Key, string Value)[] context) =>
        Assert.All(Align(index, field, label, context), alignment => Assert.True(alignment.Status == AlignmentStatus.Proposed && alignment.Score < 0.5, $"{alignment.Status} {alignment.Score}"));

    private static string? Accepted(TestIndex index, string field, string label, params (string Key, string Value)[] context) =>
        Align(index, field, label, context).Where(alignment => alignment.Status == AlignmentStatus.Accepted).Select(Id).SingleOrDefault();

    private static string Id(TermAlignment alignment) => alignment.Term.Value["https://example.org/id/".Length..];
}
