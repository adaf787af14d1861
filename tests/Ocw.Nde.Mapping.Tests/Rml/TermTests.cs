using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Mapping.Rml.Terms;

namespace Ocw.Nde.Mapping.Tests.Rml;

public sealed class TermTests : IDisposable
{
    private readonly RmlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a{b}c", "a|c", "b")]
    [InlineData("{a}{b}", "||", "a|b")]
    [InlineData(@"\{{a\}}\\", @"{|\", "a}")]
    [InlineData("plain", "plain", "")]
    public void A_template_is_cut_into_texts_and_references(string template, string texts, string references)
    {
        var parsed = Template.Parse(template);

        Assert.Equal(texts, string.Join('|', parsed.Fixed));
        Assert.Equal(references, string.Join('|', parsed.References));
    }

    [Theory]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("{a{b}}")]
    [InlineData("{}")]
    [InlineData(@"a\b")]
    [InlineData(@"a\")]
    public void A_template_with_a_fault_is_refused(string template) => Assert.Throws<FormatException>(() => Template.Parse(template));

    [Theory]
    [InlineData("nl", true)]
    [InlineData("en-GB", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("x-museum", true)]
    [InlineData("english", false)]
    [InlineData("n", false)]
    [InlineData("nl-", false)]
    [InlineData("nl_NL", false)]
    [InlineData("", false)]
    [InlineData("nl-abcdefghi", false)]
    public void A_language_tag_is_told_by_its_form(string tag, bool isTag) => Assert.Equal(isTag, LanguageTag.IsWellFormed(System.Text.Encoding.UTF8.GetBytes(tag)));

    [Fact]
    public void Values_in_templates_are_encoded_so_that_they_stay_one_piece()
    {
        _folder.With("a.csv", "id,name\na/b c?é#%\u0085,x\n");

        Assert.Equal(["<https://x.example/a%2Fb%20c%3Fé%23%25%C2%85> <https://schema.org/name> \"x\""], _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name")));
    }

    [Fact]
    public void An_IRI_that_is_none_is_left_out_and_told_and_the_rest_stays()
    {
        _folder.With("a.csv", "id,link\n1,https://a.example/een twee\n2,https://a.example/2\n");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{id}" ; rml:class s:Thing ] ;
              rml:predicateObjectMap [ rml:predicate s:url ; rml:objectMap [ rml:reference "link" ; rml:termType rml:IRI ] ] .
            """);

        Assert.Equal(3, lines.Count);
        Assert.Equal(1, _folder.Report.Faults);
        Assert.Contains("a.csv, line 2: «https://a.example/een twee» is not an IRI", Assert.Single(_folder.Report.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_IRI_needs_a_base()
    {
        _folder.With("a.csv", "id,name\n1,a\n");
        var map = RmlFolder.Map(RmlFolder.Csv("a.csv"), "object/{id}", "name");

        Assert.Empty(_folder.Run(map));
        Assert.Contains("there is no base", Assert.Single(_folder.Report.Messages), StringComparison.Ordinal);
        Assert.Equal(["<https://b.example/object/1> <https://schema.org/name> \"a\""], _folder.Run(map, new RmlOptions { BaseIri = "https://b.example/" }));
        Assert.Equal(["<https://c.example/object/1> <https://schema.org/name> \"a\""], _folder.Run("@base <https://c.example/> .\n" + map));
    }

    [Fact]
    public void A_mapping_with_a_fault_is_refused_with_its_line_and_the_map()
    {
        _folder.With("a.csv", "id,name\n1,a\n");

        var refusal = _folder.Refusal(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id", "name"));

        Assert.Contains("mapping.ttl, line 10: the template «https://x.example/{id» has a brace that is not closed", refusal, StringComparison.Ordinal);
        Assert.Contains("<https://m.example/Map>", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_get_the_canonical_form_of_the_datatype_that_is_asked()
    {
        _folder.With("a.json", "[{\"id\":1,\"n\":1700.50}]");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Json("a.json", "$[*]")}} ] ;
              rml:subject :a ;
              rml:predicateObjectMap [ rml:predicate s:height ; rml:objectMap [ rml:reference "$.n" ], [ rml:reference "$.n" ; rml:datatype xsd:decimal ], [ rml:reference "$.id" ; rml:datatype xsd:double ] ] .
            """);

        Assert.Equal(["\"1.0E0\"^^<http://www.w3.org/2001/XMLSchema#double>", "\"1.7005E3\"^^<http://www.w3.org/2001/XMLSchema#double>", "\"1700.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>"], lines.Select(l => l.Split(' ')[2]));
    }

    [Fact]
    public void Blank_nodes_of_different_values_are_different()
    {
        _folder.With("a.csv", "id,name\na b,1\na_20b,2\na b,3\n");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subjectMap [ rml:reference "id" ; rml:termType rml:BlankNode ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "name" ] ] .
            """);

        Assert.Equal(2, lines.Select(l => l.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("toUpperCase", "", "DELFT, GEZICHT")]
    [InlineData("string_replace", "param_find=, ;param_replace= - ", "Delft - gezicht")]
    [InlineData("string_replace", "param_find=/[aeiou]/;param_replace=.", "D.lft, g.z.cht")]
    [InlineData("string_substring", "p_int_i_from=0;p_int_i_opt_to=-8", "Delft,")]
    [InlineData("string_split", "p_string_sep=, ", "Delft|gezicht")]
    [InlineData("string_length", "", "14")]
    [InlineData("string_contains", "valueParam2=zich", "true")]
    public void A_function_is_called(string function, string inputs, string expected)
    {
        _folder.With("a.csv", "name\n\"Delft, gezicht\"\n");
        var more = string.Concat(inputs.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(i => i.Split('=')).Select(i => $" , [ rml:parameter grel:{i[0]} ; rml:inputValue \"{i[1]}\" ]"));

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subject :a ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:functionExecution [ rml:function grel:{{function}} ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ]{{more}} ] ] ] .
            """);

        Assert.Equal(expected, string.Join('|', lines.Select(l => l.Split('"')[1])));
    }

    [Fact]
    public void A_regular_expression_that_takes_too_long_is_a_fault_of_the_record_only()
    {
        _folder.With("a.csv", $"id,name\n1,{new string('a', 40)}!\n2,b\n");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{id}" ; rml:class s:Thing ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:functionExecution [ rml:function grel:string_replace ;
                rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ], [ rml:parameter grel:param_find ; rml:inputValue "/(a+)+$/" ], [ rml:parameter grel:param_replace ; rml:inputValue "" ] ] ] ] .
            """, new RmlOptions { RegexTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal(3, lines.Count);
        Assert.Equal(1, _folder.Report.Faults);
    }
}
