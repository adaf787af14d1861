using System.Text;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Profiles;

/// <summary>schema.org as sites write it; whole records stand in <c>tests/data/mappings/schema</c>.</summary>
public class SchemaOrgTests
{
    [Fact]
    public void An_image_that_is_no_address_is_left_out_with_a_remark()
    {
        var mapped = Map(""" "image": "geen afbeelding" """);

        Assert.Empty(mapped.Values("associatedMedia"));
        Assert.Contains(mapped.Result.Diagnostics, d => d.Code == "iri-not-valid");
    }

    [Theory]
    [InlineData(""" "image": "https://a.example/1.jpg" """)]
    [InlineData(""" "image": { "@id": "https://a.example/1.jpg" } """)]
    [InlineData(""" "image": { "@type": "ImageObject", "contentUrl": "https://a.example/1.jpg" } """)]
    [InlineData(""" "image": [ { "@type": "ImageObject", "url": "https://a.example/1.jpg" } ] """)]
    [InlineData(""" "associatedMedia": { "@type": "MediaObject", "contentUrl": { "@id": "https://a.example/1.jpg" } } """)]
    public void An_image_may_be_written_in_many_ways(string image) => Assert.Equal("<https://a.example/1.jpg>", Map(image).Value("associatedMedia", "contentUrl"));

    [Theory]
    [InlineData(""" "width": { "@type": "QuantitativeValue", "value": 95.9, "unitCode": "CMT" } """, "95.9")]
    [InlineData(""" "width": { "@type": "QuantitativeValue", "value": 95, "unitText": "cm" } """, "95")]
    [InlineData(""" "width": "95,9 cm" """, "95.9")]
    public void A_width_is_the_number_that_is_written(string width, string value) => Assert.StartsWith($"\"{value}\"", Map(""" "height": "10 cm", """ + width).Value("width", "value"), StringComparison.Ordinal);

    private static Mapped Map(string statements) => new(Yaml.Profile("profile: schema\nlanguage: nl\nrecordDate: 2024-01-01").CreateMapper().Map(new SourceRecord(
        "r1", Encoding.UTF8.GetBytes($$"""{ "@context": { "@vocab": "http://schema.org/" }, "@id": "https://a.example/o/1", "@type": "CreativeWork", "name": "Prent", {{statements}} }"""), "application/ld+json", "test")));
}
