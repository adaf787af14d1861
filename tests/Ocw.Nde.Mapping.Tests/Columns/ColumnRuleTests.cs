using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Columns;

public class ColumnRuleTests
{
    private const string Base = """
        profile: columns
        language: nl
        key: nr
        recordDate: 2025-01-31
        ignore: ["-", onbekend]
        rules:

        """;

    [Fact]
    public void A_row_becomes_an_object_of_the_institution_with_what_the_node_knows()
    {
        var mapped = Mapped.Json(Base + "  - { to: name, from: titel }", """{"nr":"A 8","titel":" De haven "}""");

        Assert.Equal("https://node.example/id/museum/A_8", mapped.Subject.Value);
        Assert.Equal(["<https://schema.org/CreativeWork>"], mapped.Values("a"));
        Assert.Equal("\"De haven\"@nl", mapped.Value("name"));
        Assert.Equal("\"A 8\"", mapped.Value("identifier"));
        Assert.Equal("<https://node.example/id/dataset/collectie>", mapped.Value("isPartOf"));
        Assert.Equal("\"2025-01-31\"^^<http://www.w3.org/2001/XMLSchema#date>", mapped.Value("sdDatePublished"));
        Assert.Empty(mapped.Result.Diagnostics);
    }

    [Fact]
    public void Values_are_split_trimmed_and_ignored_where_they_mean_nothing()
    {
        var mapped = Mapped.Json(Base + """
              - { to: material, from: "Materiaal_{1..3}", split: [";", "$"] }
            """, """{"nr":"1","Materiaal_1":"hout; - ;Onbekend","Materiaal_2":"doek$olieverf","Materiaal_3":""}""");

        Assert.Equal(["\"doek\"@nl", "\"hout\"@nl", "\"olieverf\"@nl"], mapped.Values("material", "name"));
        Assert.Equal(["<https://schema.org/DefinedTerm>", "<https://schema.org/URL>"], mapped.Values("material", "a").Distinct());
    }

    [Fact]
    public void A_value_has_one_node_in_every_record_of_the_dataset()
    {
        const string rules = Base + "  - { to: material, from: m }";
        var first = Mapped.Json(rules, """{"nr":"1","m":"hout"}""");
        var second = Mapped.Json(rules, """{"nr":"2","m":"hout"}""");

        Assert.Equal(first.Value("material"), second.Value("material"));
        Assert.StartsWith("<https://node.example/id/collectie/material/hout-", first.Value("material"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_makers_with_one_name_and_other_dates_are_two_nodes()
    {
        const string rules = Base + """
              - { to: creator, from: maker, as: Person, with: [{ to: birthDate, from: geboren }] }
            """;
        var first = Mapped.Json(rules, """{"nr":"1","maker":"Jansen, Jan","geboren":"1900"}""");
        var second = Mapped.Json(rules, """{"nr":"2","maker":"Jansen, Jan","geboren":"1950"}""");

        Assert.NotEqual(first.Value("creator"), second.Value("creator"));
        Assert.Equal("\"1900\"^^<http://www.w3.org/2001/XMLSchema#gYear>", first.Value("creator", "birthDate"));
    }

    [Fact]
    public void Parallel_columns_stay_together()
    {
        var mapped = Mapped.Json(Base + """
              - { to: creator, from: maker, split: "$", as: Person, with: [{ to: birthDate, from: geboren, split: "$" }] }
            """, """{"nr":"1","maker":"Aa, A.$-$Cc, C.","geboren":"1600$1650$1700"}""");

        Assert.Equal(2, mapped.Values("creator").Length);
        var pairs = mapped.Result.Triples.Where(t => t.Predicate == Mapped.Property("birthDate")).Select(t => (t.Subject, ((Rdf.Terms.Literal)t.Object).LexicalForm)).ToDictionary(p => p.LexicalForm, p => p.Subject, StringComparer.Ordinal);
        Assert.Equal(["1600", "1700"], pairs.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("/creator/cc-c-", ((Rdf.Terms.Iri)pairs["1700"]).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_maker_s_years_leave_the_name_and_become_dates()
    {
        var mapped = Mapped.Json(Base + "  - { to: creator, from: maker }", """{"nr":"1","maker":"Dirk van Lubeek (1747-1811)"}""");

        Assert.Equal("\"Dirk van Lubeek\"@nl", mapped.Value("creator", "name"));
        Assert.Equal("<https://schema.org/Person>", mapped.Value("creator", "a"));
        Assert.Contains("1747", mapped.Value("creator", "birthDate"), StringComparison.Ordinal);
        Assert.Contains("1811", mapped.Value("creator", "deathDate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Doijer, Hendrik", "<https://schema.org/Person>")]
    [InlineData("Porceleyne Fles, De", "<https://schema.org/Organization>")]
    [InlineData("Plateelbakkerij Zuid-Holland N.V.", "<https://schema.org/Organization>")]
    [InlineData("Jetten, familie", "<https://schema.org/Organization>")]
    [InlineData("Robert Blake", null)]
    public void Person_or_organization_is_said_only_where_the_name_tells(string name, string? type)
    {
        var mapped = Mapped.Json(Base + "  - { to: creator, from: maker }", $$"""{"nr":"1","maker":"{{name}}"}""");
        Assert.Equal(type is null ? [] : [type], mapped.Values("creator", "a"));
    }

    [Theory]
    [InlineData("anoniem")]
    [InlineData("Onbekend")]
    [InlineData("unknown")]
    public void An_unknown_maker_is_no_maker(string name)
    {
        var mapped = Mapped.Json(Base + "  - { to: creator, from: maker }\n  - { to: name, from: titel }", $$"""{"nr":"1","titel":"x","maker":"{{name}}"}""");
        Assert.Empty(mapped.Values("creator"));
        Assert.Empty(mapped.Result.UnusedFields);
    }

    [Fact]
    public void Begin_and_end_of_a_date_become_one_date_and_the_interval_stays_beside_it()
    {
        var mapped = Mapped.Json(Base + "  - { to: dateCreated, start: van, end: tot, precision: prec }", """{"nr":"1","van":"1763","tot":"1838","prec":"circa"}""");

        Assert.Equal("\"1763\"^^<http://www.w3.org/2001/XMLSchema#gYear>", mapped.Value("dateCreated"));
        Assert.Equal("\"1763~/1838~\"^^<http://id.loc.gov/datatypes/edtf>", mapped.Value("dcterms:created"));
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_left_out_and_said_without_its_value()
    {
        var mapped = Mapped.Json(Base + "  - { to: dateCreated, from: datum }\n  - { to: name, from: titel }", """{"nr":"1","titel":"x","datum":"geheime tekst"}""");

        Assert.Empty(mapped.Values("dateCreated"));
        var remark = Assert.Single(mapped.Result.Diagnostics);
        Assert.Equal(("date-not-understood", "schema:dateCreated"), (remark.Code, remark.Field));
        Assert.DoesNotContain("geheim", remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_is_a_notation_of_a_term()
    {
        var mapped = Mapped.Json(Base + """
              - { to: about, from: ic, split: "$", notation: true, with: [{ to: inDefinedTermSet, value: "https://iconclass.org/" }] }
            """, """{"nr":"1","ic":"61B2$44B241"}""");

        Assert.Equal(["\"44B241\"", "\"61B2\""], mapped.Values("about", "termCode"));
        Assert.Equal(["\"44B241\"@zxx", "\"61B2\"@zxx"], mapped.Values("about", "name"));
        Assert.Contains("<https://iconclass.org/>", mapped.Values("about", "inDefinedTermSet"));
    }

    [Fact]
    public void A_term_that_the_source_names_by_its_address_is_referred_to()
    {
        var mapped = Mapped.Json(Base + "  - { to: material, from: m, with: [{ to: name, from: woord }] }", """{"nr":"1","m":"http://vocab.getty.edu/aat/300014109","woord":"papier"}""");

        Assert.Equal("<http://vocab.getty.edu/aat/300014109>", mapped.Value("material", "sameAs"));
        Assert.Equal("\"papier\"@nl", mapped.Value("material", "name"));
    }

    [Fact]
    public void An_image_address_comes_from_a_template_and_carries_the_licence_of_the_source()
    {
        var mapped = Mapped.Json(
            "media: { license: 'http://creativecommons.org/licenses/by/4.0/deed.nl', thumbnail: '{contentUrl}?w=300' }\n" + Base + "  - { to: associatedMedia, template: 'https://img.example/{nr}/{map|raw}.jpg' }",
            """{"nr":"A/8 ?","map":"x/y"}""");

        Assert.Equal("<https://img.example/A%2F8%20%3F/x/y.jpg>", mapped.Value("associatedMedia", "contentUrl"));
        Assert.Equal("<https://img.example/A%2F8%20%3F/x/y.jpg?w=300>", mapped.Value("associatedMedia", "thumbnailUrl"));
        Assert.Equal("<https://creativecommons.org/licenses/by/4.0/>", mapped.Value("associatedMedia", "license"));
        Assert.Equal(["<https://schema.org/ImageObject>", "<https://schema.org/MediaObject>"], mapped.Values("associatedMedia", "a"));
        Assert.StartsWith("<" + mapped.Subject.Value + "#associatedMedia-", mapped.Value("associatedMedia"), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_words_replace_values_and_a_pattern_takes_a_part()
    {
        var mapped = Mapped.Json(Base + """
              - { to: additionalType, from: soort, map: { sch: schilderij, "": "", zoek: "" } }
              - { to: size, from: maat, match: "^([0-9]+)x([0-9]+)$", replace: "$1 bij $2 cm" }
              - { to: genre, from: soort, map: { sch: kunst }, mapOnly: true }
            """, """{"nr":"1","soort":["SCH","zoek","prent"],"maat":"10x20"}""");

        Assert.Equal(["\"prent\"@nl", "\"schilderij\"@nl"], mapped.Values("additionalType", "name"));
        Assert.Equal("\"10 bij 20 cm\"@nl", mapped.Value("size"));
        Assert.Equal("\"kunst\"@nl", mapped.Value("genre", "name"));
    }

    [Fact]
    public void Nested_elements_are_mapped_one_by_one_with_what_stands_around_them()
    {
        var mapped = Mapped.Json(Base + """
              - to: about
                each: subjects.children.children
                from: name
                with:
                  - { to: broader, from: ../name }
              - to: creator
                each: contributors[*]
                when: [{ field: role, isNot: after }]
                from: fc
                as: Person
                with: [{ to: birthDate, from: birthYear }]
            """, """
            {"nr":"1","contributors":[{"fc":"A","birthYear":1762,"role":"artist"},{"fc":"B","role":"after"}],
             "subjects":{"name":"subject","children":[{"name":"people","children":[{"name":"man"},{"name":"woman"}]},{"name":"nature","children":[{"name":"tree"}]}]}}
            """);

        Assert.Equal(["\"man\"@nl", "\"tree\"@nl", "\"woman\"@nl"], mapped.Values("about", "name"));
        Assert.Equal(["\"nature\"@nl", "\"people\"@nl"], mapped.Values("about", "skos:broader", "name").Distinct());
        Assert.Equal("\"A\"@nl", mapped.Value("creator", "name"));
    }

    [Fact]
    public void A_property_is_traced_back_to_its_fields()
    {
        var profile = Yaml.Profile(Base + """
              - to: creator
                each: contributors[*]
                when: [{ field: role, isNot: after }]
                from: fc
                with: [{ to: birthDate, from: birthYear }]
            """);

        Assert.Equal(["contributors.birthYear", "contributors.fc", "contributors.role"], profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/creator")).Order(StringComparer.Ordinal));
        Assert.Equal(["contributors.birthYear"], profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/birthDate")));
        Assert.Empty(profile.SourceFieldsFor(new Rdf.Terms.Iri("https://schema.org/isPartOf")));
    }

    [Fact]
    public void A_column_whose_name_has_dots_is_found()
    {
        var mapped = Mapped.Json(Base + "  - { to: dateCreated, start: datering.datum.start, end: datering.datum.eind }", """{"nr":"1","datering.datum.start":"1900","datering.datum.eind":"1900"}""");
        Assert.Contains("1900", mapped.Value("dateCreated"), StringComparison.Ordinal);
        Assert.Empty(mapped.Result.UnusedFields);
    }

    [Fact]
    public void Fields_with_a_value_that_no_rule_reads_are_listed()
    {
        var mapped = Mapped.Json(Base + "  - { to: name, from: titel }", """{"nr":"1","titel":"x","leeg":"","opmerking":"y","groep":{"a":[{"b":1}]}}""");
        Assert.Equal(["groep.a.b", "opmerking"], mapped.Result.UnusedFields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Denied_fields_are_counted_and_never_read()
    {
        var mapped = Mapped.Json(Base + "  - { to: description, from: '*' }", """{"nr":"1","Standplaats":"X-INTERNAL-1","taxatie":{"waarde":"X-INTERNAL-2","leeg":null},"Eigenaar":"","titel":"zichtbaar"}""");

        Assert.Equal(["Standplaats", "taxatie"], mapped.Result.DeniedFields.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("X-INTERNAL", string.Join('\n', mapped.Result.Triples), StringComparison.Ordinal);
        Assert.Contains("\"zichtbaar\"@nl", mapped.Values("description"));
    }

    [Fact]
    public void A_group_that_marks_itself_confidential_is_left_out_whole()
    {
        var mapped = Mapped.Json(Base + "  - { to: description, from: notities.tekst }", """{"nr":"1","notities":[{"tekst":"geheim","vertrouwelijk":"ja"},{"tekst":"open","vertrouwelijk":"nee"}]}""");
        Assert.Equal("\"open\"@nl", mapped.Value("description"));
    }

    [Fact]
    public void A_record_that_marks_itself_confidential_is_set_aside_unless_an_access_rule_decides()
    {
        const string rules = Base + "  - { to: name, from: titel }";
        const string json = """{"nr":"1","titel":"x","vertrouwelijk":"ja"}""";
        Assert.Equal("confidential-record", Assert.Single(Mapped.Json(rules, json).Result.Diagnostics).Code);

        var decided = Mapped.Json(rules, json, Yaml.Context with { AccessFields = ["vertrouwelijk"] });
        Assert.False(decided.Result.IsRejected);
        Assert.Equal(["ja"], decided.Result.Fields["vertrouwelijk"]);
    }

    [Fact]
    public void Without_a_name_one_is_made_of_type_and_number_and_flagged()
    {
        var mapped = Mapped.Json(Base + "  - { to: additionalType, from: soort }", """{"nr":"AA 1","soort":"stoel"}""");
        Assert.Equal("\"stoel AA 1\"@nl", mapped.Value("name"));
        Assert.Equal("name-made", Assert.Single(mapped.Result.Diagnostics).Code);
    }

    [Fact]
    public void A_second_title_is_another_name()
    {
        var mapped = Mapped.Json(Base + "  - { to: name, from: titel, split: '$' }", """{"nr":"1","titel":"Een$Twee"}""");
        Assert.Equal("\"Een\"@nl", mapped.Value("name"));
        Assert.Equal("\"Twee\"@nl", mapped.Value("alternateName"));
    }

    [Theory]
    [InlineData("""{"titel":"x"}""", "key-missing")]
    [InlineData("""{"nr":" ","titel":"x"}""", "key-missing")]
    [InlineData("""{"nr":"1","titel":""}""", "nothing-mapped")]
    [InlineData("""{"nr":"1" "titel":"x"}""", "lift-json")]
    [InlineData("[]", "lift-json")]
    [InlineData("", "lift-json")]
    public void A_record_that_cannot_be_mapped_is_rejected_with_its_reason(string json, string code)
    {
        var result = Mapped.Json(Base + "  - { to: name, from: titel }", json).Result;
        Assert.True(result.IsRejected);
        Assert.Equal(code, result.Diagnostics[0].Code);
        Assert.Empty(result.Triples);
    }

    [Fact]
    public void The_same_record_always_gives_the_same_triples_in_the_same_order()
    {
        const string rules = Base + "  - { to: name, from: t }\n  - { to: material, from: m, split: ';' }\n  - { to: creator, from: c }";
        const string json = """{"nr":"1","t":"x","m":"hout;ijzer;goud","c":"Aa, B."}""";
        var first = Mapped.Json(rules, json).Result.Triples;
        Assert.Equal(first, Mapped.Json(rules, json).Result.Triples);
        Assert.Equal(first.Count, first.Distinct().Count());
    }
}
